package io.riskmonitor.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class TopicsTest {
    private final Topics topics = Topics.load();

    @Test
    void shouldKnowEveryFileThatIsThereAndNoOther() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("topics"))) {
            Set<String> declared = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .map(name -> name.replace(".yaml", ""))
                    .collect(Collectors.toSet());
            assertThat(topics.all()).extracting(TopicSpec::name).containsExactlyInAnyOrderElementsOf(declared);
        }
    }

    @Test
    void shouldHaveASchemaBesideEveryTopicAndAReasonInIt() {
        assertThat(topics.all()).allSatisfy(topic -> {
            assertThat(new ObjectMapper()
                            .readTree(topics.schema(topic))
                            .get("$schema")
                            .asText())
                    .contains("json-schema.org");
            assertThat(topic.description()).hasSizeGreaterThan(20);
        });
    }

    @Test
    void shouldKeepTheLogOfRevisionsForEver() {
        assertThat(topics.reportRevisions().settings())
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("retention.ms", "-1");
        assertThat(topics.ticks().partitions())
                .isEqualTo(topics.reportRevisions().partitions());
    }

    @Test
    void shouldHaveOnDiskWithinASecondWhatCannotBeMadeAgain() {
        assertThat(topics.all())
                .filteredOn(topic -> "1000".equals(topic.settings().get("flush.ms")))
                .extracting(TopicSpec::name)
                .containsExactlyInAnyOrder(
                        "report-revisions", "projects", "alert-actions", "audit", "access-tokens", "deliveries");
    }

    @Test
    void shouldNameEveryTopicAnewWhenInANamespaceOfItsOwn() {
        Topics mine = Topics.load("replay-7.");
        assertThat(mine.all()).allSatisfy(topic -> assertThat(topic.name()).startsWith("replay-7."));
        assertThat(mine.typed().ticks().name()).isEqualTo("replay-7.ticks");
        assertThat(mine.ticks().coPartitionedWith()).isIn(null, "replay-7.report-revisions");
    }

    @Test
    void shouldSpreadOnlyWhatIsSpreadOverSeveralPartitions() {
        Topics wide = topics.spread(12);
        assertThat(wide.contributions().partitions()).isEqualTo(12);
        assertThat(wide.ticks().partitions()).isEqualTo(wide.reportRevisions().partitions());
        assertThat(wide.all())
                .extracting(topic -> topic.partitions() == 1)
                .isEqualTo(topics.all().stream()
                        .map(topic -> topic.partitions() == 1)
                        .toList());
        assertThat(wide.spread(6).all()).isEqualTo(topics.all());
    }

    @Test
    void shouldRefuseASpecificationThatContradictsItself() {
        assertRefused("name with blanks", 1, "compact", Map.of());
        assertRefused("t", 0, "compact", Map.of());
        assertRefused("t", 1, "sometimes", Map.of());
        assertRefused("t", 1, "compact", Map.of("retention.ms", "1"));
    }

    private static void assertRefused(String name, int partitions, String cleanup, Map<String, String> config) {
        assertThatThrownBy(() ->
                        new TopicSpec(name, "why", "key", "t.schema.json", partitions, null, cleanup, null, config))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldTakeARecordWithoutAKeyForUnreadable() {
        try (KeySerde keys = new KeySerde()) {
            assertThat(keys.deserializer().deserialize("t", keys.serializer().serialize("t", "Ségou")))
                    .isEqualTo("Ségou");
            assertThatThrownBy(() -> keys.deserializer().deserialize("t", null))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("no key");
        }
    }

    @Test
    void shouldCarryWhoRecordedAndWhenItWasSentInHeaders() {
        RecordHeaders headers = new RecordHeaders();
        assertThat(RecordedByHeader.read(headers)).isEmpty();
        assertThat(LatencyHeader.read(headers)).isEmpty();
        RecordedByHeader.stamp(headers, "Aïssata");
        LatencyHeader.stamp(headers, 17);
        assertThat(RecordedByHeader.read(headers)).contains("Aïssata");
        assertThat(LatencyHeader.read(headers)).hasValue(17);
    }
}
