package io.riskmonitor.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertIdTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "project.n-sukala.proximity.near.1",
                "region.Ménaka.level.score.12",
                "feed.acled.stale-feed.silent.1",
                "country.mali.targeted.chinese-interests.3",
                "region.ML.7.surge.week.1"
            })
    void shouldComeBackFromItsTextWhenWritten(String text) {
        assertThat(AlertId.parse(text)).hasToString(text);
        assertThat(AlertId.parse(AlertId.parse(text).next().toString()).serial())
                .isEqualTo(AlertId.parse(text).serial() + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "project.n-sukala",
                "project.n-sukala.nearness.near.1",
                "project.n-sukala.proximity.near.0",
                "project.a/b.proximity.near.1",
                "project.n-sukala.proximity.near.99999999999"
            })
    void shouldBeRefusedWhenItNamesNoAlert(String text) {
        assertThatThrownBy(() -> AlertId.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'")
                .message()
                .doesNotContain("io.riskmonitor");
    }
}
