package io.riskmonitor.topology;

import io.riskmonitor.alert.FeedWatch;
import io.riskmonitor.risk.Contribution;
import io.riskmonitor.risk.HazardState;
import io.riskmonitor.risk.RiskModel;
import io.riskmonitor.risk.RiskScore;
import io.riskmonitor.serde.HazardStateSerde;
import io.riskmonitor.serde.JsonSerde;
import io.riskmonitor.serde.OnceWrittenSerde;
import io.riskmonitor.topic.MonitorTopics;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * From contributions to scores:
 *
 * <pre>
 * contributions (and the ticks among them) → add to and take from hazards → region-risk
 *                                                                         └→ project-risk
 * </pre>
 */
final class RiskTopology {
    static final String EGRESS_REGION_RISK = "egress-region-risk";
    static final String EGRESS_PROJECT_RISK = "egress-project-risk";

    private static final String INGEST_CONTRIBUTIONS = "ingest-contributions";
    private static final String HOLD_CONTRIBUTIONS = "hold-contributions";
    static final String UPDATE_HAZARD = "update-hazard";

    private RiskTopology() {}

    static void addTo(
            Topology topology,
            MonitorTopics topics,
            RiskModel model,
            List<String> regionIds,
            ProjectDirectory directory,
            int contributionPartitions,
            FeedWatch feeds,
            Cadence cadence) {
        boolean held = cadence == Cadence.BY_TICK;
        // A score goes to its store and to its topic, the same text in both.
        Serde<RiskScore> scores = new OnceWrittenSerde<>(new JsonSerde<>(RiskScore.class));
        topology.addSource(
                INGEST_CONTRIBUTIONS,
                topics.contributions().keys().deserializer(),
                topics.contributions().values().deserializer(),
                topics.contributions().name());
        if (held) {
            topology.addProcessor(HOLD_CONTRIBUTIONS, ContributionHoldProcessor::new, INGEST_CONTRIBUTIONS)
                    .addStateStore(heldContributions(), HOLD_CONTRIBUTIONS)
                    .addStateStore(marks(StoreNames.HOLD_CLOCK), HOLD_CONTRIBUTIONS);
        }
        topology.addProcessor(
                        UPDATE_HAZARD,
                        () -> new HazardProcessor(model, regionIds, directory, contributionPartitions, feeds),
                        held ? HOLD_CONTRIBUTIONS : INGEST_CONTRIBUTIONS)
                .addStateStore(contributions(), UPDATE_HAZARD)
                .addStateStore(hazards(), UPDATE_HAZARD)
                .addStateStore(HazardTerms.builder(), UPDATE_HAZARD)
                .addStateStore(marks(StoreNames.CLOCK), UPDATE_HAZARD)
                .addStateStore(publishedScores(scores), UPDATE_HAZARD)
                .addStateStore(FeedPulses.store(StoreNames.FEEDS), UPDATE_HAZARD)
                .addSink(
                        EGRESS_REGION_RISK,
                        topics.regionRisk().name(),
                        topics.regionRisk().keys().serializer(),
                        scores.serializer(),
                        UPDATE_HAZARD)
                .addSink(
                        EGRESS_PROJECT_RISK,
                        topics.projectRisk().name(),
                        topics.projectRisk().keys().serializer(),
                        scores.serializer(),
                        UPDATE_HAZARD);
    }

    private static StoreBuilder<KeyValueStore<String, Contribution>> contributions() {
        return Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(StoreNames.CONTRIBUTIONS),
                Serdes.String(),
                new JsonSerde<>(Contribution.class));
    }

    private static StoreBuilder<KeyValueStore<String, HazardState>> hazards() {
        return Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(StoreNames.HAZARDS), Serdes.String(), new HazardStateSerde());
    }

    static StoreBuilder<KeyValueStore<String, Long>> marks(String clock) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(clock), Serdes.String(), Serdes.Long());
    }

    private static StoreBuilder<KeyValueStore<String, ContributionHoldProcessor.Change>> heldContributions() {
        return Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(StoreNames.HELD_CONTRIBUTIONS),
                Serdes.String(),
                new JsonSerde<>(ContributionHoldProcessor.Change.class));
    }

    private static StoreBuilder<KeyValueStore<String, RiskScore>> publishedScores(Serde<RiskScore> scores) {
        return Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(StoreNames.PUBLISHED_SCORES), Serdes.String(), scores);
    }
}
