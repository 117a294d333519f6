package io.riskmonitor.cli;

import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "projects",
        mixinStandardHelpOptions = true,
        subcommands = {
            ProjectsValidateCommand.class,
            ProjectsImportCommand.class,
            ProjectsPublishCommand.class,
            ProjectsRemoveCommand.class
        },
        description = "Scores of the projects, now or at a moment.")
final class ProjectsCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private MonitorOptions options = new MonitorOptions();

    @Option(
            names = "--at",
            converter = Moment.class,
            description = "A moment, or a date for the end of that day (UTC); as known today")
    private @Nullable Instant at;

    @Option(names = "--json", description = "One JSON array")
    private boolean json;

    @Override
    public Integer call() {
        try (MonitorAccess monitor =
                MonitorAccess.open(options, spec.commandLine().getErr()::println)) {
            SubjectTable.print(monitor.projects(at), json, spec.commandLine().getOut());
            return 0;
        }
    }
}
