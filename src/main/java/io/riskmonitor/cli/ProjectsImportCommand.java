package io.riskmonitor.cli;

import picocli.CommandLine.Command;

@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        subcommands = ImportAidDataCommand.class,
        description = "Makes a registry file of a list of projects that others keep.")
final class ProjectsImportCommand {}
