package io.riskmonitor.cli;

import io.riskmonitor.config.RegistryFile;
import io.riskmonitor.runtime.LiveRegistry;
import io.riskmonitor.serde.JsonText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        description = {
            "Puts the projects of a file into the registry: new ones are added, others of the same id replaced.",
            "Their scores are right when it returns, past incidents counted in."
        })
final class ProjectsPublishCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private MonitorOptions options = new MonitorOptions();

    @Parameters(paramLabel = "FILE", description = "A registry in YAML or JSON")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = "--complete",
            description = "The file is the whole registry: projects that are not in it are removed")
    private boolean complete;

    @Option(names = "--by", paramLabel = "NAME", description = "Who says so. Default: ${DEFAULT-VALUE}")
    private String by = System.getProperty("user.name", "unknown");

    @Option(names = "--json", description = "One JSON object")
    private boolean json;

    @Override
    public Integer call() {
        return RegistryFile.read(file).either(loaded -> publish(), rejected -> {
            PrintWriter err = spec.commandLine().getErr();
            ProjectsValidateCommand.print(file, rejected, err);
            err.println("nothing was changed");
            err.flush();
            return 1;
        });
    }

    private int publish() {
        try (MonitorAccess monitor =
                MonitorAccess.open(options, spec.commandLine().getErr()::println)) {
            print(monitor.publish(file, complete, by), json, spec.commandLine().getOut());
            return 0;
        }
    }

    static void print(LiveRegistry.Changes changes, boolean json, PrintWriter out) {
        if (json) {
            out.println(JsonText.of(changes));
        } else {
            out.println("put " + names(changes.put()) + "; removed " + names(changes.removed()));
        }
        out.flush();
    }

    private static String names(List<String> ids) {
        return ids.isEmpty() ? "none" : String.join(", ", ids);
    }
}
