package io.riskmonitor.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riskmonitor.risk.HazardTerm;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class HazardTermSerdeTest {
    private static final String TOPIC = "hazard-terms-changelog";

    private final HazardTermSerde serde = new HazardTermSerde();

    private byte[] write(HazardTerm term) {
        return serde.serializer().serialize(TOPIC, term);
    }

    private HazardTerm read(byte[] bytes) {
        return serde.deserializer().deserialize(TOPIC, bytes);
    }

    private static HazardTerm random(Random random) {
        return new HazardTerm(
                Instant.ofEpochSecond(
                        random.nextLong(-10_000_000_000L, 10_000_000_000L), random.nextInt(1_000_000_000)),
                60 * random.nextDouble(),
                5 * random.nextDouble(),
                1 + random.nextDouble(),
                random.nextDouble(),
                random.nextBoolean());
    }

    @Test
    void shouldKeepEveryBitWhenWrittenAndRead() {
        Random random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            HazardTerm term = random(random);
            assertThat(read(write(term))).isEqualTo(term);
        }
    }

    @Test
    void shouldSayWhatIsWrongWhenTheBytesAreNotATerm() {
        byte[] whole = write(random(new Random(2)));
        for (int length = 0; length < whole.length; length++) {
            assertRefused(Arrays.copyOf(whole, length));
        }
        assertRefused(Arrays.copyOf(whole, whole.length + 1));
        assertRefused(ByteBuffer.wrap(whole.clone()).put(0, (byte) 9).array());
        assertRefused(ByteBuffer.wrap(whole.clone()).putLong(1, Long.MAX_VALUE).array());
    }

    private void assertRefused(byte[] bytes) {
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("hazard term in " + TOPIC);
    }

    @Test
    @SuppressWarnings("NullAway") // tombstones are null on both sides
    void shouldBeATombstoneWhenTheTermIsNull() {
        assertThat(write(null)).isNull();
        assertThat(read(null)).isNull();
    }
}
