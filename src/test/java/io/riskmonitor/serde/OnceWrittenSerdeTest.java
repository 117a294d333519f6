package io.riskmonitor.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.risk.Tick;
import java.time.Instant;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

class OnceWrittenSerdeTest {
    private static final Tick TICK = new Tick(Instant.parse("2015-11-20T07:00:00Z"), 0, 6);

    private final OnceWrittenSerde<Tick> serde = new OnceWrittenSerde<>(new JsonSerde<>(Tick.class));
    private final Serializer<Tick> toStore = serde.serializer();
    private final Serializer<Tick> toTopic = serde.serializer();

    @Test
    void shouldWriteOnceWhatIsWrittenTwiceInARow() {
        byte[] stored = toStore.serialize("store", TICK);
        assertThat(toTopic.serialize("topic", TICK)).isSameAs(stored);
        assertThat(serde.deserializer().deserialize("topic", stored)).isEqualTo(TICK);
    }

    @Test
    void shouldWriteEachValueAsItIsWhenTheyTakeTurns() {
        for (int partition = 0; partition < 3; partition++) {
            Tick tick = new Tick(TICK.at(), partition, 6);
            byte[] stored = toStore.serialize("store", tick);
            assertThat(serde.deserializer().deserialize("store", stored)).isEqualTo(tick);
        }
    }

    @Test
    @SuppressWarnings("NullAway") // Kafka takes and gives null for tombstones but is not annotated
    void shouldKeepTombstonesApart() {
        byte[] before = toStore.serialize("store", TICK);
        assertThat(toTopic.serialize("topic", null)).isNull();
        assertThat(toTopic.serialize("topic", TICK)).isEqualTo(before);
    }
}
