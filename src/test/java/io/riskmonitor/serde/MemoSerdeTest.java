package io.riskmonitor.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riskmonitor.risk.Tick;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class MemoSerdeTest {
    private static final String TOPIC = "store-changelog";
    private static final Tick TICK = new Tick(Instant.parse("2015-11-20T07:00:00Z"), 0, 6);

    private final MemoSerde<Tick> serde = new MemoSerde<>(new JsonSerde<>(Tick.class), 2);

    private byte[] write(Tick tick) {
        return serde.serializer().serialize(TOPIC, tick);
    }

    private Tick read(byte[] bytes) {
        return serde.deserializer().deserialize(TOPIC, bytes);
    }

    @Test
    void shouldGiveTheSameObjectWhenTheBytesAreTheSame() {
        assertThat(read(write(TICK).clone())).isSameAs(TICK);
    }

    @Test
    void shouldParseWhenTheBytesAreNew() {
        byte[] bytes = new JsonSerde<>(Tick.class).serializer().serialize(TOPIC, TICK);
        Tick first = read(bytes);
        assertThat(first).isEqualTo(TICK);
        assertThat(read(bytes.clone())).isSameAs(first);
    }

    @Test
    void shouldReadRightWhenMoreValuesAreAskedForThanItRemembers() {
        for (int round = 0; round < 2; round++) {
            for (int p = 0; p < 50; p++) {
                Tick tick = new Tick(TICK.at(), p, 50);
                assertThat(read(write(tick))).isEqualTo(tick);
            }
        }
    }

    @Test
    @SuppressWarnings("NullAway") // Kafka takes and gives null for tombstones but is not annotated
    void shouldKeepTombstonesAndRefuseGarbageEachTime() {
        assertThat(write(null)).isNull();
        assertThat(read(null)).isNull();
        byte[] garbage = "{".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> read(garbage)).isInstanceOf(SerializationException.class);
        }
    }
}
