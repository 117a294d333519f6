package io.riskmonitor.cli;

import io.riskmonitor.incident.ReportId;
import io.riskmonitor.query.Explanation;
import io.riskmonitor.query.SubjectView;
import io.riskmonitor.registry.Dimension;
import io.riskmonitor.registry.Indicator;
import io.riskmonitor.registry.Phase;
import io.riskmonitor.serde.JsonText;
import io.riskmonitor.text.Texts;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Why a region or project scores as it does: every incident with its share.")
final class ExplainCommand implements Callable<Integer> {
    private static final int HEADLINE_COLUMNS = 48;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private MonitorOptions options = new MonitorOptions();

    @Parameters(paramLabel = "SUBJECT", description = "Id of a region or project, or PROJECT/SITE")
    @SuppressWarnings("NullAway.Init")
    private String subject;

    @Option(
            names = "--at",
            converter = Moment.class,
            description = "A moment, or a date for the end of that day (UTC); as known today")
    private @Nullable Instant at;

    @Option(names = "--without", paramLabel = "INCIDENT", description = "Leave an incident out; as often as needed")
    private Set<String> without = new LinkedHashSet<>();

    @Option(names = "--json", description = "One JSON object")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (MonitorAccess monitor =
                MonitorAccess.open(options, spec.commandLine().getErr()::println)) {
            Explanation explanation = monitor.explain(subject, at, without);
            if (json) {
                out.println(JsonText.of(explanation));
            } else {
                print(explanation, out);
            }
            out.flush();
            return 0;
        }
    }

    private static void print(Explanation explanation, PrintWriter out) {
        SubjectView s = explanation.subject();
        out.println(s.names().en() + " / " + s.names().fr() + " / " + s.names().zh());
        out.println("as of " + s.asOf() + ", model " + s.modelVersion());
        out.println("score         " + Output.number(s.score(), 1) + "  " + Output.level(s.level())
                + (s.unknownBecause() == null ? "" : ": " + s.unknownBecause()));
        out.println("hazard        " + Output.number(s.hazard(), 4) + ", score " + Output.number(s.hazardScore(), 1)
                + "  (by half-life, shortest first: "
                + String.join(
                        " + ",
                        s.hazardByHorizon().stream()
                                .map(h -> Output.number(h, 4))
                                .toList())
                + ")");
        Phase phase = explanation.phase();
        if (phase != null) {
            out.println("phase         " + phase.status() + " since " + phase.from()
                    + (phase.source() == null ? " (assumption)" : " [" + phase.source() + "]"));
            printDimension(Dimension.EXPOSURE, phase, out);
            printDimension(Dimension.VULNERABILITY, phase, out);
        }
        out.println("next " + s.forecast().days() + " days  "
                + Output.percent(s.forecast().probability()) + interval(s.forecast())
                + " for a lethal incident or abduction; where nothing has happened "
                + Output.percent(s.forecast().baseRate())
                + (s.forecast().enoughHistory() ? "; enough history" : "; too little history of its own")
                + (s.forecast().provisional() ? " (provisional parameters)" : ""));
        Explanation.Without left = explanation.without();
        if (left != null) {
            out.println("without       " + String.join(", ", left.incidents()) + "; with them the score is "
                    + Output.number(left.scoreWithThem(), 1));
        }
        Explanation.SiteView site = explanation.site();
        out.println();
        out.println(Texts.counted(explanation.rows().size(), "incident", "incidents")
                + (site == null ? "" : " near " + site.id() + " (" + site.label() + ")"));
        Output.table(
                        List.of("SHARE", "HAZARD", "AGE d", "KM", "±KM", "S", "A", "G", "TYPE", "INCIDENT", "WHAT"),
                        explanation.rows().stream().map(ExplainCommand::row).toList())
                .forEach(out::println);
        explanation.rows().stream()
                .filter(row -> row.sources().size() > 1)
                .map(ExplainCommand::reports)
                .forEach(out::println);
        out.println("sum "
                + Output.number(
                        explanation.rows().stream()
                                .mapToDouble(Explanation.Row::hazard)
                                .sum(),
                        4));
    }

    private static String interval(SubjectView.Forecast forecast) {
        return forecast.low() == null || forecast.high() == null
                ? ""
                : " (" + Output.percent(forecast.low()) + " to " + Output.percent(forecast.high()) + ")";
    }

    private static void printDimension(Dimension dimension, Phase phase, PrintWriter out) {
        out.println(String.format(Locale.ROOT, "%-13s ", dimension.name().toLowerCase(Locale.ROOT))
                + Output.number(phase.value(dimension), 2));
        for (Indicator indicator : phase.indicators()) {
            if (indicator.kind().dimension() == dimension) {
                out.println("  " + Output.number(indicator.value(), 2) + " " + indicator.kind() + ": "
                        + indicator.reason()
                        + (indicator.isAssumption() ? " (assumption)" : " [" + indicator.source() + "]"));
            }
        }
    }

    /** What stands behind an incident that several sources report. */
    private static String reports(Explanation.Row row) {
        return row.incident() + " is reported by "
                + String.join(
                        ", ", row.sources().stream().map(ReportId::toString).toList())
                + (row.references().isEmpty() ? "" : ": " + String.join("; ", row.references()));
    }

    private static List<String> row(Explanation.Row row) {
        return List.of(
                Output.percent(row.share()),
                Output.number(row.hazard(), 4),
                Output.number(row.ageDays(), 1),
                row.distanceKm() == null ? "" : Output.number(row.distanceKm(), 1),
                Output.number(row.uncertaintyKm(), 1),
                Output.number(row.severity(), 2),
                Output.number(row.affinity(), 1),
                Output.number(row.nearness(), 3),
                row.type().name(),
                row.incident(),
                Output.cut(row.headline(), HEADLINE_COLUMNS));
    }
}
