package io.riskmonitor.cli;

import io.riskmonitor.imports.ImportResult;
import io.riskmonitor.text.Texts;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine;

/** What an import says at its end. */
final class ImportReport {
    private ImportReport() {}

    /** Lists what was refused and counts what was not; the exit code is 1 if anything was refused or nothing is there. */
    static int print(ImportResult result, Path file, CommandLine command) {
        PrintWriter err = command.getErr();
        result.refused().forEach(err::println);
        if (!result.notRead().isEmpty()) {
            err.println("not read: " + String.join(", ", result.notRead()));
        }
        if (result.projects() == 0) {
            err.println("no project could be taken; nothing was written");
        }
        err.flush();
        PrintWriter out = command.getOut();
        if (result.projects() > 0) {
            out.println(file + ": " + Texts.counted(result.projects(), "project", "projects") + " with "
                    + Texts.counted(result.sites(), "site", "sites") + ", " + result.placeless() + " without a place, "
                    + Texts.counted(result.refusedRows(), "row", "rows") + " refused");
            out.flush();
        }
        return result.projects() > 0 && result.refused().isEmpty() ? 0 : 1;
    }
}
