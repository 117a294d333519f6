package io.riskmonitor.topic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every schema takes what any release wrote (BACKWARD_TRANSITIVE, as a schema registry calls it): the log is kept for
 * ever, so the last release alone is not enough.
 */
class ReleasedSchemasTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<Path> schemas() {
        return ReleasedSchemas.releases().stream()
                .flatMap(release -> ReleasedSchemas.schemas(release).stream())
                .toList();
    }

    @Test
    void shouldKeepTheSchemasOfEveryRelease() {
        assertThat(ReleasedSchemas.releases())
                .isNotEmpty()
                .allSatisfy(release -> assertThat(ReleasedSchemas.schemas(release))
                        .as("%s", release)
                        .hasSizeGreaterThanOrEqualTo(9));
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void shouldTakeUnderTodaysSchemaWhatWasWrittenUnderTheReleasedOne(Path released) throws IOException {
        Path current = ReleasedSchemas.CURRENT.resolve(released.getFileName());
        assertThat(current).as("the topic's records are still in the log").exists();
        assertThat(SchemaCompatibility.problems(JSON.readTree(released.toFile()), JSON.readTree(current.toFile())))
                .as("%s against %s", current, released)
                .isEmpty();
    }
}
