package io.riskmonitor.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Public data files that lie beside the project and are never copied into it. */
public final class SharedData {
    private SharedData() {}

    /**
     * The file of that name, such as {@code ucdp/ged211_liptako_14col.csv}. Where it is missing, the test fails under
     * {@code CI=true} and is visibly skipped elsewhere.
     */
    public static Path file(String relative) {
        Path path = Path.of("..", "shared", "data").resolve(relative);
        if (!Files.isReadable(path)) {
            String message = "shared data file " + path + " is missing";
            if ("true".equals(System.getenv("CI"))) {
                Assertions.fail(message);
            }
            Assumptions.abort(message);
        }
        return path;
    }
}
