package io.riskmonitor.cli;

import picocli.CommandLine.Command;

@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        subcommands = {ImportCsvCommand.class, ImportGeoJsonCommand.class, ImportAidDataCommand.class},
        description = "Makes a registry file of a list of projects that is kept elsewhere.")
final class ProjectsImportCommand {}
