package io.riskmonitor.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.riskmonitor.config.SubscriptionsFile;
import io.riskmonitor.metrics.Exporter;
import io.riskmonitor.query.SubjectView;
import io.riskmonitor.testing.LiveMonitor;
import io.riskmonitor.topic.TopicSpec;
import io.riskmonitor.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Whatever bytes lie in whichever topic: they are passed over, scores are those of a monitor that never met them, and the log
 * and the metrics name each topic.
 */
class PoisonRecordIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Instant AT = Instant.parse("2026-03-01T00:00:00Z");
    private static final String ENTRY = """
            {"id":"%s","type":"ARMED_CLASH","date":"2026-01-05","location":{"lat":14.5,"lon":-4.2},
             "fatalities":{"low":1,"best":1,"high":1},"headline":"A clash"}""";

    /** Well-formed, but under no key. */
    private static final String RETRACTION = """
            {"id":"desk:before","recordedAt":"2026-01-05T00:00:00Z","recordedBy":"test"}""";

    /** As a later release might write it: all that is known today, with a kind of incident that is not. */
    private static final String FROM_THE_FUTURE = """
            {"id":"desk:before","recordedAt":"2036-01-05T00:00:00Z","recordedBy":"test","schema":9,
             "body":{"id":"desk:before","source":"desk","sourceId":"before","type":"SWARM_OF_DRONES","sourceType":"x",
             "targets":[],"occurredFrom":"2026-01-05T00:00:00Z","occurredTo":"2026-01-06T00:00:00Z",
             "location":{"point":{"lat":14.5,"lon":-4.2},"extent":"POINT","uncertaintyKm":1},"confidence":1}}""";

    private static final List<byte[]> NOT_OURS = List.of(
            bytes("{\"not\": \"ours\""),
            new byte[] {(byte) 0xff, 0, (byte) 0xc3, 0x28, 0x7b},
            new byte[0],
            bytes("[]"),
            bytes("null"),
            bytes("\"text\""),
            bytes("{}"),
            bytes("{\"id\":17,\"at\":\"yesterday\",\"kind\":\"nonsense\",\"name\":[]}"),
            bytes(FROM_THE_FUTURE.replace("desk:before", "nobody:9")));

    /** Nobody reads them: they are for whoever looks into the log from outside. */
    private static final Set<String> WRITTEN_ONLY = Set.of("incidents", "feed-cursors");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path dir;

    @Test
    void shouldScoreAsIfUndisturbedAndSaySoWhenEveryTopicHoldsRecordsThatCannotBeRead() throws Exception {
        Map<String, SubjectView> undisturbed;
        try (LiveMonitor live = new LiveMonitor(dir.resolve("undisturbed"))) {
            live.enter(ENTRY.formatted("before"));
            live.enter(ENTRY.formatted("after"));
            undisturbed = scores(live);
        }
        List<TopicSpec> topics = Topics.load().all();
        ListAppender<ILoggingEvent> said = listen();
        try (LiveMonitor live = new LiveMonitor(dir.resolve("poisoned"))) {
            live.monitor()
                    .deliver(
                            SubscriptionsFile.readOffline(
                                    subscriptions(), live.monitor().world()),
                            null);
            try (Exporter exporter = new Exporter(live.monitor())) {
                live.enter(ENTRY.formatted("before"));
                for (TopicSpec topic : topics) {
                    poison(live, topic);
                }
                live.enter(ENTRY.formatted("after"));
                assertSame(scores(live), undisturbed);
                assertThat(live.monitor().hasFailed()).isFalse();
                // Of these the topologies themselves write a dead letter.
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(live.monitor().deadLetters("topic"))
                                .extracting(letter -> letter.topic())
                                .contains("report-revisions", "projects", "contributions", "ticks", "alert-actions"));
                read(live);
                await().atMost(PATIENCE).untilAsserted(() -> {
                    String metrics = exporter.scrape();
                    assertThat(topics).allSatisfy(topic -> {
                        String series = "records_unreadable_total{topic=\"" + topic.name() + "\"} ";
                        assertThat(metrics).contains(series);
                        if (WRITTEN_ONLY.contains(topic.name())) {
                            assertThat(metrics).contains(series + "0.0");
                        } else {
                            assertThat(metrics).doesNotContain(series + "0.0");
                            assertThat(said.list)
                                    .anySatisfy(line -> assertThat(line.getFormattedMessage())
                                            .contains("passed over")
                                            .contains(topic.name()));
                        }
                    });
                });
                long revisions = live.monitor().unreadable().count("report-revisions");
                live.monitor().settle();
                assertThat(live.monitor().unreadable().count("report-revisions"))
                        .isEqualTo(revisions);
            }
        }
        // A restart reads the same bytes again, the global table from its beginning.
        try (LiveMonitor live = new LiveMonitor(dir.resolve("poisoned"))) {
            assertSame(scores(live), undisturbed);
            double before = live.regionHazard("mopti");
            live.enter(ENTRY.formatted("after-restart"));
            assertThat(live.regionHazard("mopti")).isGreaterThan(before);
        }
    }

    /** What is read only when somebody asks. */
    private static void read(LiveMonitor live) {
        live.monitor().audit(10);
        live.monitor().deadLetters(null);
        live.monitor().alerts().standing(live.monitor().clock().instant());
    }

    private static Map<String, SubjectView> scores(LiveMonitor live) {
        List<SubjectView> all = new ArrayList<>(live.monitor().queries().regions(AT));
        all.addAll(live.monitor().queries().projects(AT));
        return all.stream().collect(Collectors.toMap(SubjectView::id, view -> view));
    }

    private static void assertSame(Map<String, SubjectView> actual, Map<String, SubjectView> expected) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        assertThat(expected.values())
                .anySatisfy(view -> assertThat(view.hazard()).isPositive());
        expected.forEach((id, wanted) -> {
            SubjectView found = Objects.requireNonNull(actual.get(id), id);
            assertThat(found.hazard()).as(id).isCloseTo(wanted.hazard(), within(1e-9));
            assertThat(found.contributions()).as(id).isEqualTo(wanted.contributions());
        });
    }

    private static ListAppender<ILoggingEvent> listen() {
        Logger logger = (Logger) LoggerFactory.getLogger("io.riskmonitor.runtime");
        logger.setLevel(Level.WARN);
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.list = new CopyOnWriteArrayList<>(); // it is read while threads of the monitor write to it
        appender.start();
        logger.addAppender(appender);
        return appender;
    }

    private Path subscriptions() throws IOException {
        Files.writeString(dir.resolve("secret"), "s3cret");
        return Files.writeString(dir.resolve("subscriptions.yaml"), """
                version: 1
                channels:
                  - {name: hook, type: WEBHOOK, url: "http://127.0.0.1:9/", secret: "file:secret"}
                subscriptions:
                  - {id: wang, role: desk, language: zh, channels: [{channel: hook}]}
                """);
    }

    private static void poison(LiveMonitor live, TopicSpec topic) throws Exception {
        Map<String, Object> properties = live.clientProperties();
        try (Producer<byte @Nullable [], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (byte[] value : NOT_OURS) {
                producer.send(new ProducerRecord<>(topic.name(), 0, bytes("poison"), value))
                        .get();
            }
            producer.send(new ProducerRecord<>(topic.name(), 0, bytes("desk:before"), bytes(FROM_THE_FUTURE)))
                    .get();
            ProducerRecord<byte @Nullable [], byte[]> keyless =
                    new ProducerRecord<>(topic.name(), 0, null, bytes(RETRACTION));
            if (topic.cleanup().contains("compact")) {
                assertThatThrownBy(() -> producer.send(keyless).get())
                        .as(topic.name())
                        .isNotNull();
            } else {
                producer.send(keyless).get();
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
