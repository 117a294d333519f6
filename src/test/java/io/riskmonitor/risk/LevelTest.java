package io.riskmonitor.risk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LevelTest {
    @ParameterizedTest
    @CsvSource({
        "0, LOW",
        "19.999999, LOW",
        "20, MODERATE",
        "39.999999, MODERATE",
        "40, SUBSTANTIAL",
        "59.999999, SUBSTANTIAL",
        "60, HIGH",
        "79.999999, HIGH",
        "80, CRITICAL",
        "100, CRITICAL"
    })
    void shouldBeginAtItsLowestScore(double score, Level level) {
        assertThat(Level.of(score)).isEqualTo(level);
    }
}
