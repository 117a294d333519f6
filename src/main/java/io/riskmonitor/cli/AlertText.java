package io.riskmonitor.cli;

import io.riskmonitor.alert.Alert;
import io.riskmonitor.alert.Evidence;
import io.riskmonitor.alert.FeedSilence;
import io.riskmonitor.alert.LineSection;
import io.riskmonitor.alert.ScoreMove;
import io.riskmonitor.incident.ReportId;
import io.riskmonitor.query.AlertDetail;
import io.riskmonitor.query.AlertRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Alerts as the terminal shows them. */
final class AlertText {
    private static final int HEADLINE_COLUMNS = 60;
    private static final List<String> HEADING =
            List.of("LEVEL", "STATUS", "KIND", "UPDATED", "FOR", "INCIDENTS", "HEADLINE", "ID");
    private static final List<String> EVIDENCE =
            List.of("SHARE", "INCIDENT", "DATE", "KM", "± KM", "TYPE", "HEADLINE", "SOURCES");

    private static final List<String> HISTORY =
            List.of("REVISION", "AT", "STATUS", "LEVEL", "FOR", "INCIDENTS", "HEADLINE");

    private AlertText() {}

    static List<String> table(List<AlertRow> alerts) {
        return Output.table(
                HEADING,
                alerts.stream()
                        .map(alert -> List.of(
                                alert.level().name(),
                                alert.status().name(),
                                alert.kind().name(),
                                alert.updatedAt().toString(),
                                alert.role(),
                                Integer.toString(alert.incidents()),
                                Output.cut(alert.headline(), HEADLINE_COLUMNS),
                                alert.id().toString()))
                        .toList());
    }

    static List<String> history(List<Alert> revisions) {
        return Output.table(
                HISTORY,
                revisions.stream()
                        .map(alert -> List.of(
                                Integer.toString(alert.revision()),
                                alert.updatedAt().toString(),
                                alert.status().name(),
                                alert.level().name(),
                                alert.role(),
                                Integer.toString(alert.incidents()),
                                Output.cut(alert.headline(), HEADLINE_COLUMNS)))
                        .toList());
    }

    static List<String> lines(AlertDetail detail) {
        Alert alert = detail.alert();
        List<String> lines = new ArrayList<>();
        lines.add(alert.id() + "  " + alert.level() + "  " + alert.status() + "  " + alert.kind());
        lines.add(alert.headline());
        lines.add("subject  " + alert.subject()
                + (detail.names() == null ? "" : " (" + detail.names().en() + ")"));
        ScoreMove score = alert.score();
        if (score != null) {
            lines.add("score    " + Output.number(score.before(), 1) + " " + Output.level(score.levelBefore()) + " → "
                    + Output.number(score.after(), 1) + " " + Output.level(score.levelAfter()));
        }
        FeedSilence feed = alert.feed();
        if (feed != null) {
            lines.add("silent   since " + feed.lastHeard() + "; up to " + Output.number(feed.plausibleHours(), 1)
                    + " h are plausible");
        }
        lines.add("rule     " + alert.ruleId() + ", rules " + alert.ruleVersion() + ", model " + alert.modelVersion());
        lines.add("for      " + alert.role()
                + (alert.escalatesAt() == null ? "" : ", passed on at " + alert.escalatesAt()));
        for (LineSection section : alert.sections()) {
            lines.add("section  " + section.label());
        }
        lines.add("");
        if (!alert.evidence().isEmpty()) {
            lines.addAll(Output.table(
                    EVIDENCE, alert.evidence().stream().map(AlertText::evidence).toList()));
        }
        if (alert.otherIncidents() > 0) {
            lines.add(Output.percent(alert.otherShare()) + "  " + alert.otherIncidents() + " further incidents");
        }
        lines.add("");
        detail.life().forEach(step -> lines.add(step(step)));
        return lines;
    }

    private static List<String> evidence(Evidence e) {
        return List.of(
                Output.percent(e.share()),
                e.reports().stream().map(ReportId::toString).collect(Collectors.joining(" + ")),
                e.occurredTo().toString(),
                e.distanceKm() == null ? "-" : Output.number(e.distanceKm(), 1),
                Output.number(e.uncertaintyKm(), 1),
                e.type().name(),
                Output.cut(e.headline(), HEADLINE_COLUMNS),
                e.references().stream().collect(Collectors.joining("; ")));
    }

    private static String step(AlertDetail.Step step) {
        return step.at() + "  " + step.what().name().toLowerCase(Locale.ROOT)
                + (step.who() == null ? "" : " by " + step.who())
                + (step.disposition() == null ? "" : " as " + step.disposition())
                + (step.comment() == null ? "" : ": " + step.comment());
    }
}
