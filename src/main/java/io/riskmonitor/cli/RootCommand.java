package io.riskmonitor.cli;

import io.riskmonitor.broker.BrokerException;
import io.riskmonitor.config.InvalidFileException;
import io.riskmonitor.http.UnservableException;
import io.riskmonitor.query.UnknownSubjectException;
import io.riskmonitor.replay.ReplayManifest;
import io.riskmonitor.replay.RunRefusedException;
import io.riskmonitor.replay.RunStoppedException;
import io.riskmonitor.runtime.TokenStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: results go to standard output, messages for people to standard error. */
@Command(
        name = "mali-risk-monitor",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.Version.class,
        description = "A stream-processing risk monitor for Chinese projects in Mali.",
        subcommands = {
            RunCommand.class,
            DemoCommand.class,
            IngestCommand.class,
            RegionsCommand.class,
            ProjectsCommand.class,
            ExplainCommand.class,
            AlertsCommand.class,
            DeadLettersCommand.class,
            ReplayCommand.class,
            CompareCommand.class,
            BacktestCommand.class,
            CalibrateCommand.class,
            TokensCommand.class,
            AuditCommand.class,
            TopicsCommand.class
        })
public final class RootCommand implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(RootCommand.class);
    private static final int FAILED = 1;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** The version in the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "mali-risk-monitor " + ReplayManifest.Program.running().version()
            };
        }
    }

    /** Runs a command line; 0 done, 1 failed, 2 wrong usage. */
    public static int execute(String... args) {
        return commandLine().execute(args);
    }

    static CommandLine commandLine() {
        return new CommandLine(new RootCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((fault, command, parsed) -> failed(fault, command.getErr()));
    }

    private static int failed(Exception fault, PrintWriter err) {
        err.println("failed: " + message(fault));
        err.flush();
        if (isForPeople(fault)) {
            log.debug("command failed", fault);
        } else {
            log.error("command failed", fault);
        }
        return FAILED;
    }

    private static String message(Throwable fault) {
        String message = fault.getMessage();
        return message == null ? fault.getClass().getSimpleName() : message;
    }

    /** Faults whose message tells a person all there is to know; of the others the log gets the trace. */
    private static boolean isForPeople(Exception fault) {
        return fault instanceof BrokerException
                || fault instanceof InvalidFileException
                || fault instanceof UnknownSubjectException
                || fault instanceof UnservableException
                || fault instanceof TokenStore.RefusedException
                || fault instanceof RunRefusedException
                || fault instanceof RunStoppedException
                || fault instanceof IOException
                || fault instanceof UncheckedIOException;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
