package io.riskmonitor.cli;

import io.riskmonitor.config.RegistryFile;
import io.riskmonitor.text.Texts;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = "Checks a registry file and lists all that is wrong with it, and what is worth a look.")
final class ProjectsValidateCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A registry in YAML or JSON")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Override
    public Integer call() {
        return RegistryFile.read(file).either(this::accept, this::reject);
    }

    private int accept(RegistryFile.Loaded loaded) {
        PrintWriter out = spec.commandLine().getOut();
        loaded.hints().forEach(hint -> out.println("hint: " + hint));
        out.println(file + ": " + Texts.counted(loaded.projects().size(), "project", "projects") + ", no mistakes, "
                + Texts.counted(loaded.hints().size(), "hint", "hints"));
        out.flush();
        return 0;
    }

    private int reject(RegistryFile.Rejected rejected) {
        PrintWriter err = spec.commandLine().getErr();
        print(file, rejected, err);
        err.flush();
        return 1;
    }

    static void print(Path file, RegistryFile.Rejected rejected, PrintWriter err) {
        rejected.problems().forEach(err::println);
        err.println(file + ": " + Texts.counted(rejected.problems().size(), "mistake", "mistakes"));
    }
}
