package io.riskmonitor.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Runs the monitor until it is stopped; prints 'ready http://…' when scores are served.")
final class RunCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private MonitorOptions options = new MonitorOptions();

    @Mixin
    private HttpOptions http = new HttpOptions();

    @Option(
            names = "--subscriptions",
            paramLabel = "FILE",
            description = "Who is told of alerts over which channels. Default: nobody is")
    @Nullable
    Path subscriptions;

    @Override
    public Integer call() throws InterruptedException {
        spec.commandLine().getErr().println("starting on " + options.dataDir + " …");
        spec.commandLine().getErr().flush();
        try (Serving serving =
                Serving.start(options.config(), http.config(), queries -> Clock.systemUTC(), subscriptions)) {
            spec.commandLine().getOut().println("ready " + serving.address());
            spec.commandLine().getOut().flush();
            serving.awaitStop();
            return serving.monitor().isRunning() ? 0 : 1;
        }
    }
}
