package io.riskmonitor.topology;

import io.riskmonitor.incident.Matched;
import io.riskmonitor.risk.Attribution;
import io.riskmonitor.risk.HazardInput;
import io.riskmonitor.risk.ReportChange;
import io.riskmonitor.risk.Tick;
import io.riskmonitor.serde.JsonSerde;
import io.riskmonitor.serde.MemoSerde;
import io.riskmonitor.serde.OnceWrittenSerde;
import io.riskmonitor.topic.MonitorTopics;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * From reports as they stand to contributions:
 *
 * <pre>
 * report-changes → match reports across sources → incidents
 * (and the ticks                              ├→ attribute to regions and near projects ──┐
 *  among them)                                └→ (on a tick) join anew what the registry changed ─┴→ contributions
 * </pre>
 */
final class ContributionTopology {
    private static final String INGEST_CHANGES = "ingest-report-changes";
    private static final String HOLD_CHANGES = "hold-changes";
    private static final String MATCH = "match-reports";
    static final String ATTRIBUTE = "attribute-incident";
    static final String REJOIN = "rejoin-registry";
    static final String EGRESS_INCIDENTS = "egress-incidents";
    private static final String EGRESS_CONTRIBUTIONS = "egress-contributions";

    /** A report is asked for again while those are compared that are near to it. */
    private static final int REPORTS_IN_MEMORY = 2_000;

    private ContributionTopology() {}

    static void addTo(
            Topology topology,
            MonitorTopics topics,
            Attribution attribution,
            ProjectDirectory directory,
            String modelIdentity,
            Cadence cadence) {
        boolean held = cadence == Cadence.BY_TICK;
        // A contribution is told from what was sent before by its text, and then sent: it is written once for both.
        Serializer<HazardInput> contributions =
                new OnceWrittenSerde<>(topics.contributions().values()).serializer();
        Function<HazardInput, byte[]> text =
                contribution -> contributions.serialize(topics.contributions().name(), contribution);
        topology.addSource(
                INGEST_CHANGES,
                topics.reportChanges().keys().deserializer(),
                topics.reportChanges().values().deserializer(),
                topics.reportChanges().name());
        if (held) {
            topology.addProcessor(HOLD_CHANGES, ChangeHoldProcessor::new, INGEST_CHANGES)
                    .addStateStore(heldChanges(), HOLD_CHANGES)
                    .addStateStore(RiskTopology.marks(StoreNames.MATCH_CLOCK), HOLD_CHANGES);
        }
        topology.addProcessor(MATCH, ReportMatchProcessor::new, held ? HOLD_CHANGES : INGEST_CHANGES)
                .addSink(
                        EGRESS_INCIDENTS,
                        topics.incidents().name(),
                        topics.incidents().keys().serializer(),
                        topics.incidents().values().serializer(),
                        MATCH)
                .addProcessor(
                        ATTRIBUTE,
                        () -> new IncidentAttributionProcessor(attribution, directory, modelIdentity, text),
                        MATCH)
                .addProcessor(
                        REJOIN,
                        () -> new RegistryRejoinProcessor(
                                attribution, directory, modelIdentity, text, RegistryRejoinProcessor.STEP),
                        MATCH)
                .addStateStore(matchedReports(), MATCH, REJOIN)
                .addStateStore(cells(), MATCH)
                .addStateStore(attributions(StoreNames.ATTRIBUTIONS), MATCH, ATTRIBUTE, REJOIN)
                .addStateStore(joinedRegistry(), ATTRIBUTE, REJOIN)
                .addStateStore(rejoin(), REJOIN)
                .addStateStore(waitingTicks(), REJOIN)
                .addSink(
                        EGRESS_CONTRIBUTIONS,
                        topics.contributions().name(),
                        topics.contributions().keys().serializer(),
                        contributions,
                        new OwnerPartitioner(),
                        ATTRIBUTE,
                        REJOIN);
    }

    private static StoreBuilder<KeyValueStore<String, ReportChange>> heldChanges() {
        return Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(StoreNames.HELD_CHANGES),
                Serdes.String(),
                new JsonSerde<>(ReportChange.class));
    }

    private static StoreBuilder<KeyValueStore<String, Matched>> matchedReports() {
        return Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(StoreNames.MATCHED_REPORTS),
                Serdes.String(),
                new MemoSerde<>(new JsonSerde<>(Matched.class), REPORTS_IN_MEMORY));
    }

    private static StoreBuilder<KeyValueStore<String, Long>> cells() {
        return Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(StoreNames.REPORT_CELLS), Serdes.String(), Serdes.Long());
    }

    static StoreBuilder<KeyValueStore<String, AttributionLedger.Attributions>> attributions(String name) {
        return Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(name),
                Serdes.String(),
                new JsonSerde<>(AttributionLedger.Attributions.class));
    }

    private static StoreBuilder<KeyValueStore<String, Long>> joinedRegistry() {
        return Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(StoreNames.JOINED_REGISTRY), Serdes.String(), Serdes.Long());
    }

    private static StoreBuilder<KeyValueStore<String, Rejoin>> rejoin() {
        return Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(StoreNames.REJOIN), Serdes.String(), new JsonSerde<>(Rejoin.class));
    }

    private static StoreBuilder<KeyValueStore<Long, Tick>> waitingTicks() {
        return Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(StoreNames.WAITING_TICKS), Serdes.Long(), new JsonSerde<>(Tick.class));
    }
}
