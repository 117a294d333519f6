package io.riskmonitor.cli;

import io.riskmonitor.imports.OwnFileImport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "csv",
        mixinStandardHelpOptions = true,
        description = {
            "Imports one's own list of projects in CSV, with the columns of REGISTRY.md.",
            "Projects that cannot be used are listed and left out; the exit code is then 1."
        })
final class ImportCsvCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "The CSV file: comma, UTF-8, a header")
    @SuppressWarnings("NullAway.Init")
    private Path projects;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The registry to write, in YAML")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Override
    public Integer call() throws IOException {
        return ImportReport.print(OwnFileImport.csv(projects, file), file, spec.commandLine());
    }
}
