package io.riskmonitor.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedPositionTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldBeReadBackFromItsText(long seed) {
        Random random = new Random(seed);
        FeedPosition position = new FeedPosition(
                random.longs(18, -1, 1L << random.nextInt(1, 62)).toArray());
        assertThat(FeedPosition.parse(position.toString(), 18)).hasValue(position);
        assertThat(position.toString()).matches("[A-Za-z0-9_-]+");
        assertThat(FeedPosition.parse(position.toString(), 17)).isEmpty();
        assertThat(FeedPosition.parse(position.toString(), 19)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "42", "not a position", "____________________", "AAA=", "中文"})
    void shouldBeNoneWhereTheTextIsNone(String text) {
        assertThat(FeedPosition.parse(text, 18)).isEmpty();
    }

    @Test
    void shouldBePastWhatItHasTakenAndNothingElse() {
        FeedPosition start = FeedPosition.start(2);
        FeedEvent event = new FeedEvent(1, 7, "x");
        FeedPosition after = start.with(event);
        assertThat(start.isPast(event)).isFalse();
        assertThat(after.isPast(event)).isTrue();
        assertThat(after.isPast(new FeedEvent(1, 8, "x"))).isFalse();
        assertThat(after.isPast(new FeedEvent(0, 0, "x"))).isFalse();
        assertThat(after.isPast(start)).isTrue();
        assertThat(start.isPast(after)).isFalse();
        assertThat(after.with(new FeedEvent(1, 3, "older"))).isEqualTo(after);
    }
}
