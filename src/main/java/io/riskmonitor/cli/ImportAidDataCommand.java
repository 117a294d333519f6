package io.riskmonitor.cli;

import io.riskmonitor.imports.AidDataImport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "aiddata",
        mixinStandardHelpOptions = true,
        description = {
            "Imports AidData's Chinese Official Finance to Africa 1.1.1.",
            "Rows that cannot be used are listed and left out; the exit code is then 1."
        })
final class ImportAidDataCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "PROJECTS", description = "The CSV file of projects")
    @SuppressWarnings("NullAway.Init")
    private Path projects;

    @Parameters(index = "1", paramLabel = "LOCATIONS", description = "The CSV file of their places")
    @SuppressWarnings("NullAway.Init")
    private Path locations;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The registry to write, in YAML")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Override
    public Integer call() throws IOException {
        return ImportReport.print(AidDataImport.write(projects, locations, file), file, spec.commandLine());
    }
}
