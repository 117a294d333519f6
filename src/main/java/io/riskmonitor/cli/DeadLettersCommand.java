package io.riskmonitor.cli;

import io.riskmonitor.serde.JsonText;
import io.riskmonitor.text.Texts;
import io.riskmonitor.topic.DeadLetter;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        description = "What could not be read: where it stood and why.")
final class DeadLettersCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private MonitorOptions options = new MonitorOptions();

    @Option(names = "--source", paramLabel = "S", description = "Only those of a source")
    private @Nullable String source;

    @Option(names = "--json", description = "One JSON array")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (MonitorAccess monitor =
                MonitorAccess.open(options, spec.commandLine().getErr()::println)) {
            List<DeadLetter> letters = monitor.deadLetters(source);
            if (json) {
                out.println(JsonText.of(letters));
            } else {
                letters.forEach(letter -> out.println(letter.key() + "  " + letter.field() + " '" + letter.value()
                        + "'  " + letter.reason() + ": " + letter.message()));
                out.println(Texts.counted(letters.size(), "dead letter", "dead letters"));
            }
            out.flush();
            return 0;
        }
    }
}
