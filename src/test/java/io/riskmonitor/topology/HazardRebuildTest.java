package io.riskmonitor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.risk.Contribution;
import io.riskmonitor.risk.HazardState;
import io.riskmonitor.risk.HazardTerm;
import io.riskmonitor.risk.RiskModel;
import io.riskmonitor.serde.HazardStateSerde;
import io.riskmonitor.serde.HazardTermSerde;
import io.riskmonitor.serde.JsonSerde;
import io.riskmonitor.testing.Models;
import io.riskmonitor.testing.MonitorDriver;
import io.riskmonitor.testing.RandomLog;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class HazardRebuildTest {
    private final KeyValueStore<String, Contribution> contributions =
            store("contributions", new JsonSerde<>(Contribution.class));
    private final KeyValueStore<String, HazardState> hazards = store("hazards", new HazardStateSerde());
    private final KeyValueStore<String, HazardTerm> terms = store("hazard-terms", new HazardTermSerde());
    private final KeyValueStore<String, Long> marks = store("clock", Serdes.Long());

    private static <V> KeyValueStore<String, V> store(String name, Serde<V> values) {
        KeyValueStore<String, V> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.String(), values)
                .withLoggingDisabled()
                .build();
        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
        return store;
    }

    private Map<String, HazardState> rebuilt(RiskModel model) {
        new HazardRebuild(model, contributions, hazards, new HazardTerms(terms), marks).whereDecayChanged();
        Map<String, HazardState> all = new TreeMap<>();
        try (KeyValueIterator<String, HazardState> iterator = hazards.all()) {
            iterator.forEachRemaining(entry -> all.put(entry.key, entry.value));
        }
        return all;
    }

    @Test
    void shouldSumAsIfTheHalfLivesHadAlwaysBeenSoWhenTheyChange() {
        Map<String, HazardState> before;
        try (MonitorDriver monitor = new MonitorDriver()) {
            RandomLog log = new RandomLog(1, 100);
            before = monitor.register(RandomLog.registry(1))
                    .learn(log.revisions())
                    .tick(log.end())
                    .hazards();
            monitor.contributions().forEach(contributions::put);
        }
        hazards.put("region/gone", Models.plain().nothing());

        assertThat(rebuilt(Models.plain())).isEqualTo(before);
        assertThat(rebuilt(Models.withOtherHalfLives()).values())
                .hasSameSizeAs(before.values())
                .allMatch(state -> state.sums().size() == 2);
        assertThat(rebuilt(Models.plain())).isEqualTo(before);
    }

    @Test
    void shouldFindTermsOnceWhenAnEarlierReleaseKeptNone() {
        try (MonitorDriver monitor = new MonitorDriver()) {
            RandomLog log = new RandomLog(1, 100);
            monitor.register(RandomLog.registry(1)).learn(log.revisions());
            monitor.contributions().forEach(contributions::put);
        }
        HazardTerms found = new HazardTerms(terms);
        HazardRebuild rebuild = new HazardRebuild(Models.plain(), contributions, hazards, found, marks);
        rebuild.whereTermsAreMissing();
        Map<String, HazardTerm> expected = new TreeMap<>();
        Set<String> owners = new TreeSet<>();
        try (KeyValueIterator<String, Contribution> all = contributions.all()) {
            all.forEachRemaining(entry -> {
                expected.put(entry.key, entry.value.term());
                owners.add(entry.value.subject().ownerKey());
            });
        }
        Map<String, HazardTerm> there = new TreeMap<>();
        owners.forEach(owner -> found.latestFirst(owner, null, entry -> {
            there.put(ContributionKey.of(entry.subject(), entry.incidentId()), entry.term());
            return true;
        }));
        assertThat(there).isEqualTo(expected).isNotEmpty();

        Contribution gone = contributions.get(expected.keySet().iterator().next());
        found.exchange(gone, null);
        rebuild.whereTermsAreMissing();
        assertThat(terms.approximateNumEntries()).isEqualTo(expected.size() - 1);
    }

    @Test
    void shouldLeaveSumsAloneWhenTheHalfLivesAreTheSame() {
        rebuilt(Models.plain());
        HazardState kept = new HazardState(
                Models.plain().nothing().sums(), Models.plain().nothing().eventSums(), 7, 0);
        hazards.put("region/mopti", kept);
        assertThat(rebuilt(Models.plain())).containsEntry("region/mopti", kept);
    }
}
