package io.riskmonitor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.incident.Incident;
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
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
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
        return store(name, Serdes.String(), values);
    }

    private <K, V> KeyValueStore<K, V> store(String name, Serde<K> keys, Serde<V> values) {
        KeyValueStore<K, V> store = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), keys, values)
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        return store;
    }

    @BeforeEach
    void makeStores() {
        store(StoreNames.JOINED_REGISTRY, Serdes.Long());
        store(StoreNames.ATTRIBUTIONS, new JsonSerde<>(AttributionLedger.Attributions.class));
        store(StoreNames.REJOIN, new JsonSerde<>(Rejoin.class));
        store(StoreNames.WAITING_TICKS, Serdes.Long(), new JsonSerde<>(Tick.class));
    }

    private static byte[] text(HazardInput contribution) {
        return JsonText.of(contribution).getBytes(StandardCharsets.UTF_8);
    }

    /** Two incidents, the first of two reports: as those beside it match them, and join them with the registry as it is. */
    private void learnReports() {
        learn(Reports.report("t:1").at(HERE).on(T).learnt(T));
        learn(Reports.report("t:2").at(ELSEWHERE).on(T).learnt(T));
        Revision again = Reports.report("u:3").at(HERE).on(T).learnt(T);
        reports.put("u:3", new Matched(again, Map.of(), ReportId.parse("t:1")));
    }

    private void learn(Revision revision) {
        String id = revision.id().toString();
        reports.put(id, new Matched(revision, Map.of(), revision.id()));
        IncidentAttributionProcessor attribute = new IncidentAttributionProcessor(
                new Attribution(Models.plain(), new BoxRegions()), directory, "m1", RegistryRejoinProcessorTest::text);
        attribute.init(context);
        attribute.process(new Record<>(id, Incident.of(revision), T.toEpochMilli()));
    }

    private RegistryRejoinProcessor started(String modelIdentity) {
        return started(modelIdentity, Models.plain());
    }

    private RegistryRejoinProcessor started(String modelIdentity, RiskModel model) {
        return started(modelIdentity, model, 100);
    }

    private RegistryRejoinProcessor started(String modelIdentity, RiskModel model, int step) {
        RegistryRejoinProcessor processor = new RegistryRejoinProcessor(
                new Attribution(model, new BoxRegions()),
                directory,
                modelIdentity,
                RegistryRejoinProcessorTest::text,
                step);
        processor.init(context);
        return processor;
    }

    /** The keys that a tick sends on, itself the last. */
    private List<String> tick(RegistryRejoinProcessor processor) {
        return tick(processor, 0);
    }

    private List<String> tick(RegistryRejoinProcessor processor, int second) {
        context.resetForwards();
        Instant at = T.plusSeconds(second);
        processor.process(new Record<>("0", new Tick(at, 0, 1), at.toEpochMilli()));
        return sent();
    }

    private List<String> sent() {
        return context.forwarded().stream().<String>map(f -> f.record().key()).toList();
    }

    /** What one more step sends on; nothing if none is due. */
    private List<String> step() {
        context.resetForwards();
        for (CapturedPunctuator scheduled : List.copyOf(context.scheduledPunctuators())) {
            if (!scheduled.cancelled()) {
                scheduled.getPunctuator().punctuate(0);
            }
        }
        return sent();
    }

    private void register(Projects project) {
        Project built = project.build();
        directory.put(projects, built.id(), built);
    }

    @Test
    void shouldSendTheTickBehindAllThatItCaused() {
        learnReports();
        assertThat(tick(started("m2", Models.twiceAsSevere())))
                .containsExactly("region/segou|t:1", "region/kayes|t:2", "~tick/0");
    }

    @Test
    void shouldJoinNothingAnewWhenNothingHasChanged() {
        register(Projects.project("p").site("site", HERE).always());
        learnReports();
        RegistryRejoinProcessor processor = started("m1");
        assertThat(tick(processor)).as("a history before the first tick").containsExactly("~tick/0");
        assertThat(tick(processor)).containsExactly("~tick/0");
        assertThat(tick(started("m1"))).as("after a restart").containsExactly("~tick/0");
    }

    @Test
    void shouldJoinAHistoryAnewWhenTheRegistryChangedBeforeTheFirstTick() {
        learnReports();
        register(Projects.project("p").site("site", HERE).always());
        assertThat(tick(started("m1"))).containsExactly("project/p/site|t:1", "~tick/0");
    }

    @Test
    void shouldJoinAnewWhatIsOfAReleaseThatDidNotKeepWhatItWasJoinedWith() {
        learnReports();
        store(StoreNames.JOINED_REGISTRY, Serdes.Long());
        assertThat(tick(started("m2", Models.twiceAsSevere())))
                .containsExactly("region/segou|t:1", "region/kayes|t:2", "~tick/0");
    }

    @Test
    void shouldTakeBackWhatWasJoinedWithARegistryThatIsAsBeforeAgain() {
        register(Projects.project("p").site("site", HERE).always());
        learnReports();
        tick(started("m1"));
        register(Projects.project("p").site("site", ELSEWHERE).always());
        learn(Reports.report("t:4").at(ELSEWHERE).on(T).learnt(T));
        register(Projects.project("p").site("site", HERE).always());
        assertThat(tick(started("m1"))).containsExactly("project/p/site|t:4", "~tick/0");
        assertThat(context.forwarded().get(0).record().value())
                .as("a tombstone")
                .isNull();
    }

    @Test
    void shouldHoldTicksBackWhenItTakesSeveralSteps() {
        learnReports();
        RegistryRejoinProcessor processor = started("m2", Models.twiceAsSevere(), 1);
        assertThat(tick(processor, 1)).containsExactly("region/segou|t:1");
        assertThat(tick(processor, 2)).as("waits behind the first").isEmpty();
        assertThat(step()).containsExactly("region/kayes|t:2");
        assertThat(step()).as("the last report is another's").containsExactly("~tick/0", "~tick/0");
        assertThat(context.forwarded().stream().map(f -> f.record().timestamp()))
                .as("in their order, as of their time")
                .containsExactly(
                        T.plusSeconds(1).toEpochMilli(), T.plusSeconds(2).toEpochMilli());
        assertThat(step()).as("no more to do").isEmpty();
        assertThat(tick(processor, 3)).containsExactly("~tick/0");
    }

    @Test
    void shouldGoOnWhereItWasWhenStoppedBetweenSteps() {
        learnReports();
        assertThat(tick(started("m2", Models.twiceAsSevere(), 1), 1)).containsExactly("region/segou|t:1");
        context.scheduledPunctuators().forEach(CapturedPunctuator::cancel);
        RegistryRejoinProcessor again = started("m2", Models.twiceAsSevere(), 1);
        assertThat(tick(again, 2)).isEmpty();
        assertThat(step()).containsExactly("region/kayes|t:2");
        assertThat(step()).containsExactly("~tick/0", "~tick/0");
    }

    @Test
    void shouldGoOnWhenItsTaskBeginsAnewBetweenSteps() {
        learnReports();
        RegistryRejoinProcessor processor = started("m2", Models.twiceAsSevere(), 1);
        assertThat(tick(processor, 1)).containsExactly("region/segou|t:1");
        context.scheduledPunctuators().forEach(CapturedPunctuator::cancel);
        processor.init(context);
        assertThat(step()).containsExactly("region/kayes|t:2");
        assertThat(step()).containsExactly("~tick/0");
    }

    @Test
    void shouldJoinAnewForAWaitingTickWhenTheRegistryChangesBetweenSteps() {
        learnReports();
        RegistryRejoinProcessor processor = started("m2", Models.twiceAsSevere(), 1);
        tick(processor, 1);
        register(Projects.project("p").site("site", HERE).always());
        tick(processor, 2);
        assertThat(step()).containsExactly("region/kayes|t:2");
        assertThat(step()).as("the first tick only").containsExactly("~tick/0");
        assertThat(step()).containsExactly("project/p/site|t:1");
        assertThat(step()).isEmpty();
        assertThat(step()).containsExactly("~tick/0");
    }

    @Test
    void shouldSendOnlyWhatConcernsAProjectWhenItMoves() {
        register(Projects.project("p").site("site", HERE).always());
        register(Projects.project("q").site("site", HERE).always());
        learnReports();
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
        learnReports();
        tick(started("m1"));
        directory.put(projects, "p", null);
        register(Projects.project("q").site("site", HERE).always());
        assertThat(tick(started("m1"))).containsExactly("project/q/site|t:1", "project/p/site|t:1", "~tick/0");
    }

    @Test
    void shouldJoinNothingAnewWhenOnlyNamesOrPhasesChange() {
        register(Projects.project("p").site("site", HERE).always());
        learnReports();
        RegistryRejoinProcessor processor = started("m1");
        tick(processor);
        register(Projects.project("p").site("site", HERE));
        assertThat(tick(processor)).containsExactly("~tick/0");
    }

    @Test
    void shouldSendOnlyDifferencesWhenTheModelIsAnother() {
        learnReports();
        tick(started("m1"));
        assertThat(tick(started("m2")))
                .as("the same numbers under another name")
                .containsExactly("~tick/0");
        assertThat(tick(started("m3", Models.twiceAsSevere())))
                .containsExactly("region/segou|t:1", "region/kayes|t:2", "~tick/0");
    }
}
