package io.riskmonitor.cli;

import io.riskmonitor.config.SubscriptionsFile;
import io.riskmonitor.config.World;
import io.riskmonitor.notify.Attempt;
import io.riskmonitor.notify.ChannelSpec;
import io.riskmonitor.notify.Language;
import io.riskmonitor.notify.Subscriptions;
import io.riskmonitor.notify.TrialMessage;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "test-channel",
        mixinStandardHelpOptions = true,
        description =
                "Sends one message that says it is a test through a channel of a subscriptions file. Needs no monitor.")
final class TestChannelCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private MonitorOptions options = new MonitorOptions();

    @Parameters(paramLabel = "CHANNEL", description = "Its name in the file")
    private String name = "";

    @Option(
            names = "--subscriptions",
            required = true,
            paramLabel = "FILE",
            description = "The file that run is given, checked as run does")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = "--to",
            paramLabel = "ADDRESS",
            description = "Whom the channel shall reach; needed for mail and SMS, and only there")
    @Nullable
    private String to;

    @Option(
            names = "--language",
            paramLabel = "LANGUAGE",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private Language language = Language.EN;

    @Override
    public Integer call() {
        // Whether a mail server can be reached is what is to be found out, and of this channel only.
        Subscriptions subscriptions = SubscriptionsFile.readOffline(file, World.load(options.config()));
        ChannelSpec channel = subscriptions
                .channel(name)
                .orElseThrow(() -> wrong("there is no channel " + name + " in "
                        + file + "; there are "
                        + subscriptions.channels().stream()
                                .map(ChannelSpec::name)
                                .collect(Collectors.joining(", "))));
        if (channel.isAddressed() != (to != null)) {
            throw wrong(
                    to == null
                            ? "channel " + name + " needs --to ADDRESS: nobody in the file is sent a test unasked"
                            : "channel " + name + " has one receiver: leave --to out");
        }
        Attempt attempt = TrialMessage.send(channel, to == null ? "" : to, language, Clock.systemUTC());
        if (attempt instanceof Attempt.Taken) {
            spec.commandLine().getOut().println("channel " + name + " has taken the test: " + attempt.detail());
            return 0;
        }
        spec.commandLine().getErr().println("channel " + name + verdict(attempt) + attempt.detail());
        return 1;
    }

    private static String verdict(Attempt attempt) {
        return attempt instanceof Attempt.Refused
                ? " refuses such messages for good: "
                : " does not take the test now: ";
    }

    private ParameterException wrong(String reason) {
        return new ParameterException(spec.commandLine(), reason);
    }
}
