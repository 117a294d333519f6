package io.riskmonitor.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.riskmonitor.testing.LiveMonitor;
import io.riskmonitor.topic.TopicSpec;
import io.riskmonitor.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever bytes lie in whichever topic: they are passed over, with a dead letter, and scores go on. */
class PoisonRecordIT {
    private static final String ENTRY = """
            {"id":"%s","type":"ARMED_CLASH","date":"2026-01-05","location":{"lat":14.5,"lon":-4.2},
             "fatalities":{"low":1,"best":1,"high":1},"headline":"A clash"}""";

    /** Well-formed, but under no key. */
    private static final String RETRACTION = """
            {"id":"desk:a","recordedAt":"2026-01-05T00:00:00Z","recordedBy":"test"}""";

    @TempDir
    private Path dataDir;

    @Test
    void shouldGoOnWhenEveryTopicHoldsRecordsThatCannotBeRead() throws Exception {
        try (LiveMonitor live = new LiveMonitor(dataDir)) {
            for (TopicSpec topic : Topics.load().all()) {
                poison(live, topic.name(), "poison".getBytes(StandardCharsets.UTF_8), "{\"not\": \"ours\"");
                if (!topic.cleanup().contains("compact")) {
                    poison(live, topic.name(), null, "[]");
                    poison(live, topic.name(), null, RETRACTION);
                }
            }
            live.enter(ENTRY.formatted("after-poison"));
            assertThat(live.regionHazard("mopti")).isPositive();
            assertThat(live.monitor().hasFailed()).isFalse();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(live.monitor().deadLetters("topic"))
                            .extracting(letter -> letter.topic())
                            .contains("report-revisions", "projects", "contributions", "ticks"));
        }
        // A restart reads the same bytes again, the global table from its beginning.
        try (LiveMonitor live = new LiveMonitor(dataDir)) {
            double before = live.regionHazard("mopti");
            assertThat(before).isPositive();
            live.enter(ENTRY.formatted("after-restart"));
            assertThat(live.regionHazard("mopti")).isGreaterThan(before);
        }
    }

    private static void poison(LiveMonitor live, String topic, byte @Nullable [] key, String value) throws Exception {
        Map<String, Object> properties = live.clientProperties();
        try (Producer<byte @Nullable [], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, 0, key, value.getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }
}
