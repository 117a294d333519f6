package io.riskmonitor.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringTokenizer;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Programs of the machine that some tests run for real. */
public final class Tool {
    private Tool() {}

    /**
     * The program on the path. Where it is missing, the test fails under {@code CI=true} and is visibly skipped elsewhere.
     *
     * @param from the Debian package it comes in
     */
    public static Path named(String program, String from) {
        StringTokenizer folders = new StringTokenizer(String.valueOf(System.getenv("PATH")), File.pathSeparator);
        while (folders.hasMoreTokens()) {
            Path found = Path.of(folders.nextToken(), program);
            if (Files.isExecutable(found)) {
                return found;
            }
        }
        throw missing(program + " is not on the path; apt-get install " + from);
    }

    /** Fails the test under {@code CI=true}, and skips it visibly elsewhere; never returns. */
    static IllegalStateException missing(String message) {
        if ("true".equals(System.getenv("CI"))) {
            Assertions.fail(message);
        }
        Assumptions.abort(message);
        return new IllegalStateException(message);
    }
}
