package io.riskmonitor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.incident.Matched;
import io.riskmonitor.incident.ReportId;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.registry.Project;
import io.riskmonitor.risk.Attribution;
import io.riskmonitor.risk.HazardInput;
import io.riskmonitor.risk.RiskModel;
import io.riskmonitor.risk.Tick;
import io.riskmonitor.serde.JsonSerde;
import io.riskmonitor.serde.JsonText;
import io.riskmonitor.testing.BoxRegions;
import io.riskmonitor.testing.Models;
import io.riskmonitor.testing.Projects;
import io.riskmonitor.testing.Reports;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a tick joins anew, over restarts too; that the result is right is for the laws. */
class RegistryRejoinProcessorTest {
    private static final Instant T = Instant.parse("2020-06-01T00:00:00Z");
    private static final GeoPoint HERE = new GeoPoint(14, -6);
    private static final GeoPoint ELSEWHERE = new GeoPoint(13, -11);

    private final MockProcessorContext<String, @Nullable HazardInput> context = new MockProcessorContext<>();
    private final ProjectDirectory directory = new ProjectDirectory();
    private final KeyValueStore<String, Project> projects = store(StoreNames.PROJECTS, new JsonSerde<>(Project.class));
    private final KeyValueStore<String, Matched> reports =
            store(StoreNames.MATCHED_REPORTS, new JsonSerde<>(Matched.class));

    private <V> KeyValueStore<String, V> store(String name, Serde<V> values) {
        KeyValueStore<String, V> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.String(), values)
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        return store;
    }

    @BeforeEach
    void makeStores() {
        store(StoreNames.JOINED_REGISTRY, Serdes.Long());
        store(StoreNames.ATTRIBUTIONS, new JsonSerde<>(AttributionLedger.Attributions.class));
        learnReports();
    }

    private void learnReports() {
        learn(Reports.report("t:1").at(HERE).on(T).learnt(T));
        learn(Reports.report("t:2").at(ELSEWHERE).on(T).learnt(T));
        // Told in the incident of t:1, so joined with it and not by itself.
        Revision again = Reports.report("u:3").at(HERE).on(T).learnt(T);
        reports.put("u:3", new Matched(again, Map.of(), ReportId.parse("t:1")));
    }

    private void learn(Revision revision) {
        reports.put(revision.id().toString(), new Matched(revision, Map.of(), revision.id()));
    }

    private RegistryRejoinProcessor started(String modelIdentity) {
        return started(modelIdentity, Models.plain());
    }

    private RegistryRejoinProcessor started(String modelIdentity, RiskModel model) {
        RegistryRejoinProcessor processor = new RegistryRejoinProcessor(
                new Attribution(model, new BoxRegions()),
                directory,
                modelIdentity,
                contribution -> JsonText.of(contribution).getBytes(StandardCharsets.UTF_8));
        processor.init(context);
        return processor;
    }

    /** The keys that a tick sends on, itself the last. */
    private List<String> tick(RegistryRejoinProcessor processor) {
        context.resetForwards();
        processor.process(new Record<>("0", new Tick(T, 0, 1), T.toEpochMilli()));
        return context.forwarded().stream().<String>map(f -> f.record().key()).toList();
    }

    private void register(Projects project) {
        Project built = project.build();
        directory.put(projects, built.id(), built);
    }

    @Test
    void shouldSendTheTickBehindAllThatItCaused() {
        assertThat(tick(started("m1"))).containsExactly("region/segou|t:1", "region/kayes|t:2", "~tick/0");
    }

    @Test
    void shouldJoinNothingAnewWhenNothingHasChanged() {
        register(Projects.project("p").site("site", HERE).always());
        RegistryRejoinProcessor processor = started("m1");
        tick(processor);
        assertThat(tick(processor)).containsExactly("~tick/0");
        assertThat(tick(started("m1"))).as("after a restart").containsExactly("~tick/0");
    }

    @Test
    void shouldNotJoinAHistoryAnewThatCameBeforeTheFirstTick() {
        forgetReports();
        register(Projects.project("p").site("site", HERE).always());
        RegistryRejoinProcessor processor = started("m1");
        // As the processor beside it stores them, which has joined them with this registry.
        learnReports();
        assertThat(tick(processor)).containsExactly("~tick/0");
        assertThat(tick(started("m1"))).as("after a restart").containsExactly("~tick/0");
        register(Projects.project("p").site("site", ELSEWHERE).always());
        assertThat(tick(processor)).as("once it changes").contains("project/p/site|t:2");
    }

    @Test
    void shouldJoinAHistoryAnewWhenTheRegistryChangedBeforeTheFirstTick() {
        forgetReports();
        RegistryRejoinProcessor processor = started("m1");
        learnReports();
        register(Projects.project("p").site("site", HERE).always());
        assertThat(tick(processor))
                .containsExactly("project/p/site|t:1", "region/segou|t:1", "region/kayes|t:2", "~tick/0");
    }

    private void forgetReports() {
        for (String id : List.of("t:1", "t:2", "u:3")) {
            reports.delete(id);
        }
    }

    @Test
    void shouldSendOnlyWhatConcernsAProjectWhenItMoves() {
        register(Projects.project("p").site("site", HERE).always());
        register(Projects.project("q").site("site", HERE).always());
        RegistryRejoinProcessor processor = started("m1");
        tick(processor);
        register(Projects.project("p").site("site", ELSEWHERE).always());
        assertThat(tick(processor)).containsExactly("project/p/site|t:1", "project/p/site|t:2", "~tick/0");
        assertThat(context.forwarded().get(0).record().value())
                .as("a tombstone")
                .isNull();
    }

    @Test
    void shouldFindProjectsThatChangedWhileItWasStopped() {
        register(Projects.project("p").site("site", HERE).always());
        tick(started("m1"));
        directory.put(projects, "p", null);
        register(Projects.project("q").site("site", HERE).always());
        assertThat(tick(started("m1"))).containsExactly("project/q/site|t:1", "project/p/site|t:1", "~tick/0");
    }

    @Test
    void shouldJoinNothingAnewWhenOnlyNamesOrPhasesChange() {
        register(Projects.project("p").site("site", HERE).always());
        RegistryRejoinProcessor processor = started("m1");
        tick(processor);
        register(Projects.project("p").site("site", HERE));
        assertThat(tick(processor)).containsExactly("~tick/0");
    }

    @Test
    void shouldSendOnlyDifferencesWhenTheModelIsAnother() {
        tick(started("m1"));
        assertThat(tick(started("m2")))
                .as("the same numbers under another name")
                .containsExactly("~tick/0");
        assertThat(tick(started("m3", Models.twiceAsSevere())))
                .containsExactly("region/segou|t:1", "region/kayes|t:2", "~tick/0");
    }
}
