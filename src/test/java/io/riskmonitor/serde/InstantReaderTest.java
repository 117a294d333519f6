package io.riskmonitor.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantReaderTest {
    private static Instant read(String text) {
        return JsonText.read('"' + text + '"', Instant.class);
    }

    @Test
    void shouldReadWhatIsWrittenToTheNanosecond() {
        Random random = new Random(7);
        long from = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
        long to = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
        int[] parts = {1, 1_000, 1_000_000, 1_000_000_000};
        for (int i = 0; i < 20_000; i++) {
            int part = parts[i % parts.length];
            Instant instant = Instant.ofEpochSecond(
                    random.nextLong(from, to), (long) random.nextInt(1_000_000_000) / part * part);

            assertThat(JsonText.read(JsonText.of(instant), Instant.class)).isEqualTo(instant);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2020-02-29T00:00:00Z",
                "2020-06-01T12:34:56.7Z",
                "2020-06-01T12:34:56.123456789Z",
                "-0001-01-01T00:00:00Z",
                "+12020-06-01T12:34:56Z"
            })
    void shouldReadAllThatAnInstantMayBe(String text) {
        assertThat(read(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2021-02-29T00:00:00Z",
                "2020-13-01T00:00:00Z",
                "2020-06-01T12:34:61Z",
                "2020-06-01 12:34:56Z",
                "2020-06-01T12:34",
                "2020-06-01",
                "T",
                "0123456789T",
                "0123456789TZ",
                "today"
            })
    void shouldRefuseWhatIsNone(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }
}
