package io.riskmonitor.cli;

import io.riskmonitor.feed.IngestSummary;
import io.riskmonitor.feed.ReportAdapters;
import io.riskmonitor.serde.JsonText;
import io.riskmonitor.text.Texts;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        description = {
            "Reads files of a source into the log: each row becomes a revision, is found unchanged, goes to the dead"
                    + " letters, or is counted as not of interest.",
            "Hands over to the monitor that runs on the data directory, or starts one for as long as it takes."
        })
final class IngestCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private MonitorOptions options = new MonitorOptions();

    @Parameters(index = "0", paramLabel = "SOURCE", description = "acled, cap, desk, gdelt, kika or ucdp")
    @SuppressWarnings("NullAway.Init")
    private String source;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILE", description = "Files to read, in this order")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--complete",
            description = "The files together are the source's whole release: what is not in them is retracted")
    private boolean complete;

    @Option(
            names = "--layout",
            paramLabel = "NAME",
            description =
                    "Do not recognise the layout by content: ged, web-export, ged-14 or candidate for ucdp; csv or json"
                            + " for desk; csv, json, deleted-csv or deleted-json for acled; events-2 for gdelt; json"
                            + " for kika; cap-1.2 for cap")
    private @Nullable String layout;

    @Option(names = "--json", description = "One JSON object")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (ReportAdapters.all().named(source).isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "no source '" + source + "'; there are "
                            + String.join(", ", ReportAdapters.all().names()));
        }
        for (Path file : files) {
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                throw new ParameterException(spec.commandLine(), "file " + file + " cannot be read");
            }
        }
        PrintWriter err = spec.commandLine().getErr();
        try (MonitorAccess monitor = MonitorAccess.open(options, err::println)) {
            IngestSummary summary = withProgress(progress ->
                    monitor.ingest(new MonitorAccess.IngestRequest(source, files, complete, layout), progress));
            print(summary);
            if (summary.deadLetters() > 0) {
                err.println(Texts.counted(summary.deadLetters(), "row was", "rows were")
                        + " refused; the command dead-letters --source " + source + " tells why");
            }
            err.flush();
            return 0;
        }
    }

    /** Work that tells how many rows it has read. */
    private interface Work {
        IngestSummary run(LongConsumer progress) throws IOException;
    }

    private static IngestSummary withProgress(Work work) throws IOException {
        if (!Terminals.isInteractive()) {
            return work.run(rows -> {});
        }
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName("rows")
                .setInitialMax(-1)
                .setConsumer(new ConsoleProgressBarConsumer(new PrintStream(System.err, true)))
                .build()) {
            return work.run(bar::stepTo);
        }
    }

    private void print(IngestSummary summary) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonText.of(summary));
        } else {
            out.println(Texts.counted(summary.rows(), "row", "rows") + ": "
                    + Texts.counted(summary.revisions(), "revision", "revisions") + ", " + summary.unchanged()
                    + " unchanged, " + Texts.counted(summary.retractions(), "retraction", "retractions") + ", "
                    + Texts.counted(summary.deadLetters(), "dead letter", "dead letters") + ", " + summary.ignored()
                    + " not of interest");
            out.println("by region: " + counts(summary.byRegion()));
            out.println("by type:   " + counts(summary.byType()));
            if (summary.deadLetters() > 0) {
                out.println("refused:   " + counts(summary.refusedByReason()));
            }
            if (summary.ignored() > 0) {
                out.println("ignored:   " + counts(summary.ignoredByReason()));
            }
        }
        out.flush();
    }

    private static String counts(Map<String, Long> counts) {
        return counts.isEmpty()
                ? "none"
                : String.join(
                        ", ",
                        counts.entrySet().stream()
                                .map(e -> e.getKey() + " " + e.getValue())
                                .toList());
    }
}
