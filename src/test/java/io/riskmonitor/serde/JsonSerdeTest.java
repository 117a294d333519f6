package io.riskmonitor.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.incident.Extent;
import io.riskmonitor.incident.Incident;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.incident.Target;
import io.riskmonitor.registry.PhaseStatus;
import io.riskmonitor.registry.Project;
import io.riskmonitor.registry.SiteIndex;
import io.riskmonitor.risk.Attribution;
import io.riskmonitor.risk.Contribution;
import io.riskmonitor.risk.FeedPulse;
import io.riskmonitor.risk.HazardInput;
import io.riskmonitor.risk.RiskAssessment;
import io.riskmonitor.risk.RiskScore;
import io.riskmonitor.risk.Tick;
import io.riskmonitor.testing.BoxRegions;
import io.riskmonitor.testing.Models;
import io.riskmonitor.testing.Projects;
import io.riskmonitor.testing.RandomLog;
import io.riskmonitor.testing.Reports;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSerdeTest {
    private static final Instant NOW = Instant.parse("2020-06-01T12:34:56.789Z");
    private static final String TOPIC = "some-topic";

    private static final Revision REVISION = Reports.report("ucdp:1:2")
            .on(NOW)
            .at(1 / 3.0, -8 - 1 / 7.0)
            .within(Extent.ADM1, "Ségou", 98.7)
            .targets(Target.CHINESE_NATIONALS, Target.RAIL)
            .fatalities(3)
            .learnt(NOW);
    private static final Project PROJECT = Projects.project("p")
            .matches(Target.RAIL, Target.CHINESE_NATIONALS)
            .site("site", new GeoPoint(14, -6))
            .phase(PhaseStatus.IDLE, "2018-01-01", "2019-01-01", 0.25)
            .phase(PhaseStatus.OPERATIONAL, "2019-01-01", null, 0.5)
            .build();
    private static final Contribution CONTRIBUTION = new Attribution(Models.plain(), new BoxRegions())
            .contributions(
                    Incident.of(Reports.report("t:1").on(NOW).at(14, -6.1).learnt(NOW)),
                    new SiteIndex(List.of(PROJECT)))
            .get(0);
    private static final RiskScore PROJECT_SCORE = new RiskAssessment(Models.plain())
            .project(PROJECT, site -> Models.plain().nothing(), NOW);
    private static final RiskScore REGION_SCORE = new RiskAssessment(Models.plain())
            .region(
                    "mopti",
                    Models.plain()
                            .nothing()
                            .plus(CONTRIBUTION.term(), Models.plain().decay()),
                    NOW);

    static Stream<Arguments> records() {
        return Stream.of(
                Arguments.of(Revision.class, REVISION),
                Arguments.of(Revision.class, Reports.retraction("ucdp:1", NOW)),
                Arguments.of(Incident.class, Incident.of(REVISION)),
                Arguments.of(Project.class, PROJECT),
                Arguments.of(Contribution.class, CONTRIBUTION),
                Arguments.of(RiskScore.class, PROJECT_SCORE),
                Arguments.of(RiskScore.class, REGION_SCORE),
                Arguments.of(Tick.class, new Tick(NOW, 2, 6)));
    }

    private static <T> byte[] write(Class<T> type, T value) {
        return new JsonSerde<>(type).serializer().serialize(TOPIC, value);
    }

    private static <T> T read(Class<T> type, byte[] bytes) {
        return new JsonSerde<>(type).deserializer().deserialize(TOPIC, bytes);
    }

    @ParameterizedTest
    @MethodSource("records")
    <T> void shouldBeTheSameRecordWhenWrittenAndRead(Class<T> type, T value) {
        assertThat(read(type, write(type, value))).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldKeepEveryBitWhenRevisionsAreRandom(long seed) {
        for (Revision revision : new RandomLog(seed, 200).revisions()) {
            Revision back = read(Revision.class, write(Revision.class, revision));
            assertThat(back).isEqualTo(revision);
            // The order between two revisions learnt at one moment stands on their text.
            assertThat(back).hasToString(revision.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    <T> void shouldWriteTheRecordsComponentsAndNothingElse(Class<T> type, T value) throws IOException {
        JsonNode json = Json.mapper().readTree(write(type, value));
        List<String> components = Stream.concat(
                        Stream.of("kind"),
                        Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName))
                .toList();
        assertThat(json.fieldNames()).toIterable().isSubsetOf(components);
    }

    @ParameterizedTest
    @MethodSource("records")
    <T> void shouldPassOverAFieldWhenItIsNotKnown(Class<T> type, T value) throws IOException {
        ObjectNode json = (ObjectNode) Json.mapper().readTree(write(type, value));
        json.put("addedLater", "by newer code").putObject("another").put("x", 1);
        assertThat(read(type, Json.mapper().writeValueAsBytes(json))).isEqualTo(value);
    }

    @Test
    void shouldLeaveOutWhatIsNull() throws IOException {
        JsonNode retraction = Json.mapper().readTree(write(Revision.class, Reports.retraction("ucdp:1", NOW)));
        assertThat(retraction.toString())
                .isEqualTo("{\"id\":\"ucdp:1\",\"recordedAt\":\"2020-06-01T12:34:56.789Z\",\"recordedBy\":\"test\"}");
        JsonNode region = Json.mapper().readTree(write(RiskScore.class, REGION_SCORE));
        assertThat(region.has("exposure")).isFalse();
        assertThat(region.has("worstSite")).isFalse();
    }

    @Test
    void shouldTellContributionsTicksAndPulsesApartWhenTheyTravelInOneTopic() {
        Tick tick = new Tick(NOW, 0, 6);
        assertThat(read(HazardInput.class, write(HazardInput.class, tick))).isEqualTo(tick);
        assertThat(read(HazardInput.class, write(HazardInput.class, CONTRIBUTION)))
                .isEqualTo(CONTRIBUTION);
        FeedPulse pulse = FeedPulse.none("acled").with(NOW);
        assertThat(read(HazardInput.class, write(HazardInput.class, pulse))).isEqualTo(pulse);
        assertThat(new String(write(HazardInput.class, tick), StandardCharsets.UTF_8))
                .startsWith("{\"kind\":\"tick\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"text\"",
                "{",
                "not json",
                "{}",
                "{\"recordedAt\":\"2020-06-01T00:00:00Z\",\"recordedBy\":\"x\"}",
                "{\"id\":null,\"recordedAt\":\"2020-06-01T00:00:00Z\",\"recordedBy\":\"x\"}",
                "{\"id\":\"no colon\",\"recordedAt\":\"2020-06-01T00:00:00Z\",\"recordedBy\":\"x\"}",
                "{\"id\":\"a:1\",\"recordedAt\":\"yesterday\",\"recordedBy\":\"x\"}",
                "{\"id\":\"a:1\",\"recordedAt\":\"2020-06-01T00:00:00Z\",\"recordedBy\":\"x\",\"body\":{}}",
                "{\"id\":\"a:1\",\"recordedAt\":\"2020-06-01T00:00:00Z\",\"recordedBy\":\"x\"} trailing"
            })
    void shouldNameTopicAndTypeWhenTheBytesAreNoRevision(String garbage) {
        assertThatThrownBy(() -> read(Revision.class, garbage.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining(TOPIC)
                .hasMessageContaining("Revision");
    }

    @ParameterizedTest
    @MethodSource("records")
    <T> void shouldRefuseWhenAnyComponentIsMissingThatMayNotBeNull(Class<T> type, T value) throws IOException {
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                continue;
            }
            ObjectNode json = (ObjectNode) Json.mapper().readTree(write(type, value));
            json.remove(component.getName());
            byte[] bytes = Json.mapper().writeValueAsBytes(json);
            assertThatThrownBy(() -> read(type, bytes))
                    .as(component.getName())
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining(component.getName());
        }
    }

    @Test
    @SuppressWarnings("NullAway") // tombstones are null on both sides
    void shouldBeATombstoneWhenTheRecordIsNull() {
        assertThat(write(Revision.class, null)).isNull();
        assertThat(read(Revision.class, null)).isNull();
    }
}
