package io.riskmonitor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.alert.AlertKind;
import io.riskmonitor.alert.AlertRule;
import io.riskmonitor.alert.AlertRules;
import io.riskmonitor.alert.FeedWatch;
import io.riskmonitor.alert.Move;
import io.riskmonitor.alert.Standing;
import io.riskmonitor.risk.Contribution;
import io.riskmonitor.risk.HazardState;
import io.riskmonitor.risk.HazardTerm;
import io.riskmonitor.risk.Level;
import io.riskmonitor.serde.HazardStateSerde;
import io.riskmonitor.serde.HazardTermSerde;
import io.riskmonitor.serde.JsonSerde;
import io.riskmonitor.testing.Models;
import io.riskmonitor.testing.MonitorDriver;
import io.riskmonitor.testing.RandomLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandingContributionsTest {
    private static final double RAISE = 0.2;
    private static final AlertRules RULES = new AlertRules(
            "test",
            List.of(new AlertRule(
                    "near",
                    AlertKind.PROXIMITY,
                    AlertRule.Subjects.PROJECT,
                    AlertRule.Scope.ALL,
                    RAISE,
                    RAISE,
                    0,
                    Duration.ofDays(7),
                    Map.of(Level.MODERATE, RAISE))),
            new FeedWatch(List.of()),
            List.of("officer"),
            Map.of(),
            List.of());

    private final KeyValueStore<String, Contribution> store = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore("contributions"), Serdes.String(), new JsonSerde<>(Contribution.class))
            .withLoggingDisabled()
            .build();
    private final KeyValueStore<String, HazardTerm> terms = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore("hazard-terms"), Serdes.String(), new HazardTermSerde())
            .withLoggingDisabled()
            .build();
    private final KeyValueStore<String, HazardState> hazards = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore("hazards"), Serdes.String(), new HazardStateSerde())
            .withLoggingDisabled()
            .build();
    private final HazardTerms byTime = new HazardTerms(terms);
    private final StandingContributions keptUp = fresh();

    StandingContributionsTest() {
        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
        terms.init(new MockProcessorContext<>().getStateStoreContext(), terms);
    }

    private StandingContributions fresh() {
        return new StandingContributions(
                store, byTime, hazards, RULES, Models.plain().nothing());
    }

    private void stand(String key, Contribution last, @Nullable Contribution now, Instant at) {
        Contribution before = store.get(key);
        byTime.exchange(before, now);
        if (now == null) {
            store.delete(key);
        } else {
            store.put(key, now);
        }
        keptUp.moved(new Move(last.subject().ownerKey(), before, now, () -> null, null, at, null));
    }

    /** Days later, and one nanosecond for each: contributions may lie that close together. */
    private static Contribution redated(Contribution c, int days) {
        return new Contribution(
                c.subject(),
                c.incidentId(),
                c.occurredTo().plus(Duration.ofDays(days % 2)).plusNanos(days),
                c.spanDays(),
                c.severity(),
                c.affinity(),
                c.nearness(),
                c.distanceKm(),
                c.uncertaintyKm(),
                c.eventful(),
                c.type(),
                c.headline(),
                c.placeName(),
                c.reports(),
                c.recordedAt(),
                c.account());
    }

    private List<Contribution> stored(String owner) {
        List<Contribution> standing = new ArrayList<>();
        try (KeyValueIterator<String, Contribution> all = store.all()) {
            all.forEachRemaining(entry -> standing.add(entry.value));
        }
        return standing.stream()
                .filter(c -> c.subject().ownerKey().equals(owner))
                .toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void shouldKnowWhatAFreshLookFindsWhenContributionsComeChangeAndGo(long seed) {
        Random random = new Random(seed);
        Map<String, Contribution> all;
        try (MonitorDriver monitor = new MonitorDriver()) {
            RandomLog log = new RandomLog(seed, 200);
            all = monitor.register(RandomLog.registry(seed))
                    .learn(log.revisions())
                    .contributions();
        }
        List<Map.Entry<String, Contribution>> entries = new ArrayList<>(all.entrySet());
        Set<String> subjects = new TreeSet<>();
        all.values().forEach(c -> subjects.add(c.subject().ownerKey()));
        int weighty = 0;
        for (int i = 0; i < 600; i++) {
            Map.Entry<String, Contribution> entry = entries.get(random.nextInt(entries.size()));
            Contribution c = entry.getValue();
            stand(entry.getKey(), c, random.nextInt(3) == 0 ? null : redated(c, random.nextInt(3)), c.recordedAt());
            String subject = c.subject().ownerKey();
            Instant after = c.occurredTo().minus(Duration.ofDays(random.nextInt(60)));
            List<Contribution> known = keptUp.of(subject).weighty(after);
            List<Contribution> standing = stored(subject);
            List<Contribution> latestFirst = new ArrayList<>();
            Standing shown = keptUp.of(subject);
            shown.latestFirst(c.occurredTo(), e -> latestFirst.add(shown.contribution(e)));
            assertThat(latestFirst)
                    .isSortedAccordingTo(
                            Comparator.comparing(Contribution::occurredTo).reversed())
                    .containsExactlyInAnyOrderElementsOf(standing.stream()
                            .filter(x -> !x.occurredTo().isAfter(c.occurredTo()))
                            .toList());
            assertThat(known)
                    .containsExactlyElementsOf(fresh().of(subject).weighty(after))
                    .containsExactlyInAnyOrderElementsOf(standing.stream()
                            .filter(x -> x.severity() * x.nearness() >= RAISE
                                    && x.occurredTo().isAfter(after))
                            .toList());
            weighty += known.size();
        }
        assertThat(subjects).hasSizeGreaterThan(2);
        assertThat(weighty).isGreaterThan(100);
    }
}
