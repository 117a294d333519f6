package io.riskmonitor.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {
    @Test
    void shouldReadDatesAndMoments() {
        assertThat(Parameters.read("2020-06-01", 1)).isEqualTo(Instant.parse("2020-06-02T00:00:00Z"));
        assertThat(Parameters.read("2020-06-01T12:00:00+01:00", 1)).isEqualTo(Instant.parse("2020-06-01T11:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "",
                "2020-13-01",
                "1899-12-31",
                "9999-12-31",
                "+999999999-12-31T23:59:59Z",
                "-999999999-01-01T00:00:00Z"
            })
    void shouldRefuseWhatIsNoneOrCenturiesAway(String text) {
        assertThatThrownBy(() -> Parameters.read(text, 0))
                .isInstanceOf(DateTimeParseException.class)
                .hasMessageContaining("'" + text + "'");
    }
}
