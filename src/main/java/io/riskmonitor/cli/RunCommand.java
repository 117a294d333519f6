package io.riskmonitor.cli;

import io.riskmonitor.config.Peering;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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

    @Option(
            names = "--advertised-address",
            paramLabel = "HOST:PORT",
            description = "Where other instances on the same cluster reach this one's API: each then answers for all."
                    + " Needed as soon as there are several")
    @Nullable
    String advertisedAddress;

    @Option(
            names = "--peer-token-file",
            paramLabel = "FILE",
            description =
                    "Holds a token of role viewer to show to the other instances. Needed as soon as there are tokens")
    @Nullable
    Path peerTokenFile;

    @Override
    public Integer call() throws InterruptedException {
        spec.commandLine().getErr().println("starting on " + options.dataDir + " …");
        spec.commandLine().getErr().flush();
        try (Serving serving =
                Serving.start(options.config(peering()), http.config(), queries -> Clock.systemUTC(), subscriptions)) {
            spec.commandLine().getOut().println("ready " + serving.address());
            spec.commandLine().getOut().flush();
            serving.awaitStop();
            if (serving.monitor().clockWentBack()) {
                spec.commandLine().getErr().println("ending, as the clock was set back: start it again");
                spec.commandLine().getErr().flush();
                return 1;
            }
            return serving.monitor().isRunning() ? 0 : 1;
        }
    }

    private @Nullable Peering peering() {
        if (advertisedAddress == null) {
            return null;
        }
        try {
            return new Peering(advertisedAddress, peerTokenFile);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
