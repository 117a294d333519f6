package io.riskmonitor.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        description = "Takes a project out of the registry; it is scored no longer.")
final class ProjectsRemoveCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private MonitorOptions options = new MonitorOptions();

    @Parameters(paramLabel = "PROJECT", description = "Id of the project")
    @SuppressWarnings("NullAway.Init")
    private String project;

    @Option(names = "--by", paramLabel = "NAME", description = "Who says so. Default: ${DEFAULT-VALUE}")
    private String by = System.getProperty("user.name", "unknown");

    @Option(names = "--json", description = "One JSON object")
    private boolean json;

    @Override
    public Integer call() {
        try (MonitorAccess monitor =
                MonitorAccess.open(options, spec.commandLine().getErr()::println)) {
            ProjectsPublishCommand.print(
                    monitor.removeProject(project, by), json, spec.commandLine().getOut());
            return 0;
        }
    }
}
