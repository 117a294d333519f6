package io.riskmonitor.topology;

import io.riskmonitor.incident.Revision;
import io.riskmonitor.risk.Attribution;
import io.riskmonitor.serde.JsonSerde;
import io.riskmonitor.topic.MonitorTopics;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * From the log of revisions to contributions:
 *
 * <pre>
 * report-revisions → current revision → incidents
 *                                     └→ attribute to regions and near projects ─┐
 * ticks → tell the feeds' pulses → join anew what the registry changed ──────────┴→ contributions
 * </pre>
 */
final class ContributionTopology {
    private static final String INGEST_REVISIONS = "ingest-report-revisions";
    private static final String INGEST_TICKS = "ingest-ticks";
    private static final String HOLD_REVISIONS = "hold-revisions";
    static final String SELECT_CURRENT = "select-current-revision";
    private static final String ATTRIBUTE = "attribute-incident";
    static final String REJOIN = "rejoin-registry";
    private static final String EGRESS_INCIDENTS = "egress-incidents";
    static final String TELL_FEEDS = "tell-feed-pulses";
    static final String EGRESS_CONTRIBUTIONS = "egress-contributions";

    private ContributionTopology() {}

    static void addTo(
            Topology topology,
            MonitorTopics topics,
            Attribution attribution,
            ProjectDirectory directory,
            String modelIdentity,
            Cadence cadence) {
        boolean held = cadence == Cadence.BY_TICK;
        topology.addSource(
                        INGEST_REVISIONS,
                        topics.reportRevisions().keys().deserializer(),
                        topics.reportRevisions().values().deserializer(),
                        topics.reportRevisions().name())
                .addSource(
                        INGEST_TICKS,
                        topics.ticks().keys().deserializer(),
                        topics.ticks().values().deserializer(),
                        topics.ticks().name());
        if (held) {
            topology.addProcessor(HOLD_REVISIONS, RevisionHoldProcessor::new, INGEST_REVISIONS, INGEST_TICKS)
                    .addStateStore(heldRevisions(), HOLD_REVISIONS);
        }
        topology.addProcessor(SELECT_CURRENT, CurrentRevisionProcessor::new, held ? HOLD_REVISIONS : INGEST_REVISIONS)
                .addSink(
                        EGRESS_INCIDENTS,
                        topics.incidents().name(),
                        topics.incidents().keys().serializer(),
                        topics.incidents().values().serializer(),
                        SELECT_CURRENT)
                .addProcessor(ATTRIBUTE, () -> new IncidentAttributionProcessor(attribution, directory), SELECT_CURRENT)
                .addProcessor(TELL_FEEDS, FeedPulseProcessor::new, held ? HOLD_REVISIONS : INGEST_TICKS)
                .addProcessor(
                        REJOIN, () -> new RegistryRejoinProcessor(attribution, directory, modelIdentity), TELL_FEEDS)
                .addStateStore(FeedPulses.store(StoreNames.HEARD_FEEDS), SELECT_CURRENT, TELL_FEEDS)
                .addStateStore(reports(), SELECT_CURRENT, REJOIN)
                .addStateStore(attributions(), ATTRIBUTE, REJOIN)
                .addStateStore(joinedRegistry(), REJOIN)
                .addSink(
                        EGRESS_CONTRIBUTIONS,
                        topics.contributions().name(),
                        topics.contributions().keys().serializer(),
                        topics.contributions().values().serializer(),
                        new OwnerPartitioner(),
                        ATTRIBUTE,
                        TELL_FEEDS,
                        REJOIN);
    }

    private static StoreBuilder<KeyValueStore<String, Revision>> heldRevisions() {
        return Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(StoreNames.HELD_REVISIONS),
                Serdes.String(),
                new JsonSerde<>(Revision.class));
    }

    private static StoreBuilder<KeyValueStore<String, Revision>> reports() {
        return Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(StoreNames.REPORTS), Serdes.String(), new JsonSerde<>(Revision.class));
    }

    private static StoreBuilder<KeyValueStore<String, AttributionLedger.Attributions>> attributions() {
        return Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(StoreNames.ATTRIBUTIONS),
                Serdes.String(),
                new JsonSerde<>(AttributionLedger.Attributions.class));
    }

    private static StoreBuilder<KeyValueStore<String, Long>> joinedRegistry() {
        return Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(StoreNames.JOINED_REGISTRY), Serdes.String(), Serdes.Long());
    }
}
