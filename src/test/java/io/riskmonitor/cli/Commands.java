package io.riskmonitor.cli;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;

/** The commands and their options, for tests that hold documents against them. */
public final class Commands {
    private Commands() {}

    /**
     * The options of a command.
     *
     * @param path the command's words, such as {@code projects, publish}
     * @return none if there is no such command
     */
    public static Optional<Set<String>> optionsOf(List<String> path) {
        CommandLine command = RootCommand.commandLine();
        for (String word : path) {
            command = command.getSubcommands().get(word);
            if (command == null) {
                return Optional.empty();
            }
        }
        Set<String> options = new TreeSet<>();
        command.getCommandSpec().options().forEach(option -> options.addAll(List.of(option.names())));
        return Optional.of(options);
    }

    /** All first words of commands. */
    public static Set<String> names() {
        return new TreeSet<>(RootCommand.commandLine().getSubcommands().keySet());
    }
}
