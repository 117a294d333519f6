package io.riskmonitor.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.riskmonitor.risk.RiskScore;
import io.riskmonitor.testing.MonitorDriver;
import io.riskmonitor.testing.TestTopics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Today's code reads the log that each release wrote, record by record, and scores what it tells as the release did.
 *
 * <p>A release's log is {@code log.jsonl} beside its schemas; {@link LogRecording} writes the one of today's code.
 */
class RecordedLogTest {
    static final ObjectMapper JSON = new ObjectMapper();
    static final MonitorTopics TOPICS = TestTopics.streamTopics();
    private static final Map<String, Topic<String, ?>> BY_NAME = Stream.<Topic<String, ?>>of(
                    TOPICS.reportRevisions(),
                    TOPICS.incidents(),
                    TOPICS.projects(),
                    TOPICS.contributions(),
                    TOPICS.regionRisk(),
                    TOPICS.projectRisk(),
                    TOPICS.ticks(),
                    TOPICS.alerts())
            .collect(Collectors.toUnmodifiableMap(Topic::name, topic -> topic));

    /** A record of a topic; a tombstone has no value. */
    private record Entry(String topic, String key, @Nullable JsonNode value) {
        @Nullable
        Object read() throws IOException {
            return value == null
                    ? null
                    : named(topic).values().deserializer().deserialize(topic, JSON.writeValueAsBytes(value));
        }
    }

    private static Topic<String, ?> named(String topic) {
        return Objects.requireNonNull(BY_NAME.get(topic), topic);
    }

    static List<Path> logs() {
        return ReleasedSchemas.releases().stream()
                .map(release -> release.resolve("log.jsonl"))
                .toList();
    }

    private static List<Entry> entries(Path log) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            JsonNode node = JSON.readTree(line);
            JsonNode value = node.get("value");
            entries.add(new Entry(node.get("topic").asText(), node.get("key").asText(), value.isNull() ? null : value));
        }
        return entries;
    }

    @ParameterizedTest
    @MethodSource("logs")
    void shouldReadEveryRecordOfARelease(Path log) throws IOException {
        for (Entry entry : entries(log)) {
            Object value = entry.read();
            assertThat(value == null).as("%s", entry).isEqualTo(entry.value() == null);
            if (value != null) {
                assertHolds(entry, JSON.readTree(bytes(entry.topic(), value)));
            }
        }
        assertThat(entries(log)).extracting(Entry::topic).containsAll(BY_NAME.keySet());
    }

    @ParameterizedTest
    @MethodSource("logs")
    void shouldScoreWhatALogTellsAsItsReleaseDid(Path log) throws IOException {
        Map<String, RiskScore> recorded = new TreeMap<>();
        try (MonitorDriver driver = new MonitorDriver()) {
            for (Entry entry : entries(log)) {
                if (entry.read() instanceof RiskScore score) {
                    recorded.put(score.subject(), score);
                } else {
                    driver.append(entry.topic(), entry.key(), entry.read());
                }
            }
            assertThat(recorded).isNotEmpty();
            Map<String, Double> hazards =
                    driver.scores().values().stream().collect(Collectors.toMap(RiskScore::subject, RiskScore::hazard));
            recorded.forEach((subject, score) ->
                    assertThat(hazards.get(subject)).as(subject).isCloseTo(score.hazard(), within(1e-9)));
            assertThat(recorded.values()).anyMatch(score -> score.hazard() > 0);
        }
    }

    /** What the record said is still said; there may be more. */
    private static void assertHolds(Entry entry, JsonNode again) {
        assertThat(contains(again, entry.value()))
                .as("%s came back as %s", entry, again)
                .isTrue();
    }

    private static boolean contains(@Nullable JsonNode whole, @Nullable JsonNode part) {
        if (part == null || part.isNull()) {
            return true;
        }
        if (whole == null) {
            return false;
        }
        if (part.isObject()) {
            return part.properties().stream().allMatch(field -> contains(whole.get(field.getKey()), field.getValue()));
        }
        if (part.isArray()) {
            return whole.size() == part.size()
                    && IntStream.range(0, part.size()).allMatch(i -> contains(whole.get(i), part.get(i)));
        }
        return (part.isNumber() && whole.isNumber()) ? part.asDouble() == whole.asDouble() : part.equals(whole);
    }

    @SuppressWarnings("unchecked")
    static byte[] bytes(String topic, Object value) {
        Topic<String, Object> of = (Topic<String, Object>) named(topic);
        return of.values().serializer().serialize(topic, value);
    }
}
