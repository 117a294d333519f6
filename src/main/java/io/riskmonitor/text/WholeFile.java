package io.riskmonitor.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is whole or not there: written aside, then renamed. */
public final class WholeFile {
    private WholeFile() {}

    /**
     * Writes the text as UTF-8, in the place of a file of that name if there is one.
     *
     * @throws IOException if the file cannot be written; then none is there, or the old one still is
     */
    public static void write(Path file, String text) throws IOException {
        Path target = file.toAbsolutePath();
        // Not createTempFile: what it makes is for its owner's eyes only.
        Path aside = target.resolveSibling(
                "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            Files.writeString(aside, text);
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(aside);
        }
    }
}
