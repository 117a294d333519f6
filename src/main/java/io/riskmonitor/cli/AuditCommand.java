package io.riskmonitor.cli;

import io.riskmonitor.access.AuditEntry;
import io.riskmonitor.serde.JsonText;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "Who changed what, and when: desk entries, retractions, files read, registries, tokens.")
final class AuditCommand implements Callable<Integer> {
    private static final List<String> HEADING = List.of("at", "who", "via", "what", "count", "subjects", "detail");

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private MonitorOptions options = new MonitorOptions();

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "The latest N changes, 10000 at most. Default: ${DEFAULT-VALUE}")
    private int limit = 100;

    @Option(names = "--json", description = "One JSON array")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (TokenAccess access = TokenAccess.open(options)) {
            List<AuditEntry> entries = access.audit(limit);
            if (json) {
                out.println(JsonText.of(entries));
            } else {
                Output.table(HEADING, entries.stream().map(AuditCommand::row).toList())
                        .forEach(out::println);
            }
            out.flush();
            return 0;
        }
    }

    private static List<String> row(AuditEntry entry) {
        return List.of(
                entry.at().toString(),
                entry.who(),
                entry.via().name().toLowerCase(Locale.ROOT),
                entry.what().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                Long.toString(entry.count()),
                String.join(" ", entry.subjects())
                        + (entry.count() > entry.subjects().size() ? " …" : ""),
                entry.detail());
    }
}
