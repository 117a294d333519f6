package io.riskmonitor.cli;

import io.riskmonitor.alert.AlertAction;
import io.riskmonitor.alert.AlertId;
import io.riskmonitor.alert.AlertKind;
import io.riskmonitor.alert.AlertStatus;
import io.riskmonitor.alert.Disposition;
import io.riskmonitor.query.AlertPage;
import io.riskmonitor.query.AlertQueries;
import io.riskmonitor.risk.Level;
import io.riskmonitor.serde.JsonText;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "alerts",
        mixinStandardHelpOptions = true,
        subcommands = TestChannelCommand.class,
        description = "Lists and shows alerts, and says what officers make of them.")
final class AlertsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "list, show, history, ack, dispose or test-channel?");
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "The latest alert of each condition; those that changed last first.")
    int list(
            @Mixin MonitorOptions options,
            @Option(names = "--live", description = "Only those whose condition still lasts") boolean live,
            @Option(
                            names = "--level",
                            paramLabel = "LEVEL",
                            description = "Only from this level on: ${COMPLETION-CANDIDATES}")
                    @Nullable
                    Level level,
            @Option(
                            names = "--kind",
                            paramLabel = "KIND",
                            description = "Only of these kinds: ${COMPLETION-CANDIDATES}")
                    AlertKind @Nullable [] kinds,
            @Option(
                            names = "--subject",
                            paramLabel = "project/ID|region/ID|country/ID|feed/ID",
                            description = "Only on this subject")
                    @Nullable
                    String subject,
            @Option(
                            names = "--since",
                            paramLabel = "T",
                            converter = Moment.class,
                            description = "Only what changed at that moment or later; a date means its end (UTC)")
                    @Nullable
                    Instant since,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "100",
                            description = "N at most, 1000 at most. Default: ${DEFAULT-VALUE}")
                    int limit,
            @Option(names = "--json", description = "One JSON object, as GET /api/v1/alerts answers") boolean json) {
        if (limit < 1 || limit > 1_000) {
            throw new ParameterException(spec.commandLine(), "--limit is from 1 to 1000");
        }
        AlertQueries.Filter filter = new AlertQueries.Filter(
                live
                        ? Arrays.stream(AlertStatus.values())
                                .filter(AlertStatus::isLive)
                                .collect(Collectors.toSet())
                        : Set.of(),
                level,
                kinds == null ? Set.of() : Set.copyOf(Arrays.asList(kinds)),
                subject,
                since,
                null,
                limit);
        return ask(options, monitor -> monitor.alerts(filter), AlertsCommand::lines, json);
    }

    private static List<String> lines(AlertPage page) {
        List<String> lines = AlertText.table(page.alerts());
        return page.next() == null
                ? lines
                : Stream.concat(lines.stream(), Stream.of("… and more: give --limit"))
                        .toList();
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "One alert with the incidents behind it, their shares and sources, and what became of it.")
    int show(
            @Mixin MonitorOptions options,
            @Parameters(paramLabel = "ID") String id,
            @Option(names = "--json", description = "One JSON object, as GET /api/v1/alerts/ID answers") boolean json) {
        AlertId alert = parse(id);
        return ask(options, monitor -> monitor.alert(alert), AlertText::lines, json);
    }

    @Command(
            name = "history",
            mixinStandardHelpOptions = true,
            description =
                    "What was said of an alert, revision by revision, for about a year; also of one whose condition has been"
                            + " raised anew since.")
    int history(
            @Mixin MonitorOptions options,
            @Parameters(paramLabel = "ID") String id,
            @Option(names = "--json", description = "One JSON array, as GET /api/v1/alerts/ID/revisions answers")
                    boolean json) {
        AlertId alert = parse(id);
        return ask(options, monitor -> monitor.revisions(alert), AlertText::history, json);
    }

    @Command(
            name = "ack",
            mixinStandardHelpOptions = true,
            description = "Acknowledges an alert: somebody has taken it, it goes to nobody else.")
    int acknowledge(
            @Mixin MonitorOptions options,
            @Parameters(paramLabel = "ID") String id,
            @Option(names = "--comment", paramLabel = "TEXT", description = "What else is to be said") @Nullable
                    String comment,
            @Mixin Speaker speaker,
            @Option(names = "--json", description = "One JSON object: the alert after it") boolean json) {
        return act(options, id, new AlertAccess.Wish(AlertAction.Kind.ACKNOWLEDGE, null, comment, speaker.name), json);
    }

    @Command(name = "dispose", mixinStandardHelpOptions = true, description = "Says what an alert turned out to be.")
    int dispose(
            @Mixin MonitorOptions options,
            @Parameters(paramLabel = "ID") String id,
            @Option(
                            names = "--as",
                            required = true,
                            paramLabel = "DISPOSITION",
                            description = "${COMPLETION-CANDIDATES}")
                    Disposition disposition,
            @Option(names = "--comment", paramLabel = "TEXT", description = "What else is to be said") @Nullable
                    String comment,
            @Mixin Speaker speaker,
            @Option(names = "--json", description = "One JSON object: the alert after it") boolean json) {
        return act(
                options, id, new AlertAccess.Wish(AlertAction.Kind.DISPOSE, disposition, comment, speaker.name), json);
    }

    /** Whose word an action is. */
    static final class Speaker {
        @Option(names = "--by", paramLabel = "NAME", description = "Who says so. Default: ${DEFAULT-VALUE}")
        private String name = System.getProperty("user.name", "unknown");
    }

    private int act(MonitorOptions options, String id, AlertAccess.Wish wish, boolean json) {
        AlertId alert = parse(id);
        return ask(options, monitor -> monitor.act(alert, wish), AlertText::lines, json);
    }

    private AlertId parse(String id) {
        try {
            return AlertId.parse(id);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private <T> int ask(
            MonitorOptions options, Function<AlertAccess, T> question, Function<T, List<String>> words, boolean json) {
        PrintWriter out = spec.commandLine().getOut();
        try (MonitorAccess monitor =
                MonitorAccess.open(options, spec.commandLine().getErr()::println)) {
            T answer = question.apply(monitor);
            if (json) {
                out.println(JsonText.of(answer));
            } else {
                words.apply(answer).forEach(out::println);
            }
            out.flush();
            return 0;
        }
    }
}
