package io.riskmonitor.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riskmonitor.risk.ExactSum;
import io.riskmonitor.risk.HazardState;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HazardStateSerdeTest {
    private static final String TOPIC = "hazards-changelog";

    private final HazardStateSerde serde = new HazardStateSerde();

    private byte[] write(HazardState state) {
        return serde.serializer().serialize(TOPIC, state);
    }

    private HazardState read(byte[] bytes) {
        return serde.deserializer().deserialize(TOPIC, bytes);
    }

    private static HazardState random(Random random) {
        return new HazardState(sums(random), sums(random), random.nextInt(1_000_000), random.nextInt(1_000_000));
    }

    private static List<ExactSum> sums(Random random) {
        List<ExactSum> sums = new ArrayList<>();
        for (int k = random.nextInt(4); k >= 0; k--) {
            ExactSum sum = ExactSum.ZERO;
            for (int i = random.nextInt(20); i > 0; i--) {
                sum = sum.plus(ExactSum.of(random.nextGaussian(), random.nextInt(4_000) - 100));
            }
            sums.add(sum);
        }
        return sums;
    }

    @Test
    void shouldFindNoEventsWhenAnEarlierVersionWrote() {
        // One sum of 3 · 2^5 from one contribution, as version 1 laid it out.
        byte[] old = ByteBuffer.allocate(22)
                .put((byte) 1)
                .putLong(1)
                .putInt(1)
                .putInt(5)
                .putInt(1)
                .put((byte) 3)
                .array();

        assertThat(read(old)).isEqualTo(new HazardState(List.of(ExactSum.of(3, 5)), List.of(), 1, 0));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldKeepEveryBitWhenWrittenAndRead(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            HazardState state = random(random);
            assertThat(read(write(state))).isEqualTo(state);
        }
    }

    @Test
    void shouldSayWhatIsWrongWhenTheBytesAreCutShort() {
        byte[] whole = write(random(new Random(7)));
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(part))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining(TOPIC);
        }
    }

    @Test
    void shouldSayWhatIsWrongWhenALengthCountOrVersionIsGarbled() {
        byte[] whole = write(new HazardState(List.of(ExactSum.of(0.1, 5)), List.of(), 1, 0));
        assertRefused(ByteBuffer.wrap(whole.clone()).put(0, (byte) 9));
        assertRefused(ByteBuffer.wrap(whole.clone()).putInt(17, -1));
        assertRefused(ByteBuffer.wrap(whole.clone()).putInt(17, 0));
        assertRefused(ByteBuffer.wrap(whole.clone()).putInt(17, Integer.MAX_VALUE));
        assertRefused(ByteBuffer.wrap(whole.clone()).putInt(25, Integer.MAX_VALUE));
        assertRefused(ByteBuffer.wrap(whole.clone()).putInt(25, -1));
        assertRefused(ByteBuffer.wrap(whole.clone()).putInt(25, 0));
        assertRefused(ByteBuffer.wrap(Arrays.copyOf(whole, whole.length + 1)));
    }

    private void assertRefused(ByteBuffer garbled) {
        byte[] bytes = new byte[garbled.capacity()];
        garbled.rewind().get(bytes);
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("hazard state in " + TOPIC);
    }

    @Test
    @SuppressWarnings("NullAway") // tombstones are null on both sides
    void shouldBeATombstoneWhenTheStateIsNull() {
        assertThat(write(null)).isNull();
        assertThat(read(null)).isNull();
    }
}
