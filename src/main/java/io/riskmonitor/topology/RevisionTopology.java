package io.riskmonitor.topology;

import io.riskmonitor.incident.Revision;
import io.riskmonitor.serde.JsonSerde;
import io.riskmonitor.topic.MonitorTopics;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * From the log of revisions to reports as they stand:
 *
 * <pre>
 * report-revisions → current revision ────────────────┐
 * ticks → tell the feeds' pulses → hand over the past ─┴→ report-changes
 *                               └→ contributions
 * </pre>
 */
final class RevisionTopology {
    private static final String INGEST_REVISIONS = "ingest-report-revisions";
    private static final String INGEST_TICKS = "ingest-ticks";
    private static final String HOLD_REVISIONS = "hold-revisions";
    static final String SELECT_CURRENT = "select-current-revision";
    static final String TELL_FEEDS = "tell-feed-pulses";
    static final String HAND_OVER = "hand-over-reports";
    private static final String EGRESS_CHANGES = "egress-report-changes";
    static final String EGRESS_PULSES = "egress-feed-pulses";

    private RevisionTopology() {}

    static void addTo(Topology topology, MonitorTopics topics, Cadence cadence) {
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
                .addProcessor(TELL_FEEDS, FeedPulseProcessor::new, held ? HOLD_REVISIONS : INGEST_TICKS)
                .addProcessor(HAND_OVER, HandOverProcessor::new, TELL_FEEDS)
                .addStateStore(FeedPulses.store(StoreNames.HEARD_FEEDS), SELECT_CURRENT, TELL_FEEDS)
                .addStateStore(reports(), SELECT_CURRENT, HAND_OVER)
                .addStateStore(ContributionTopology.attributions(StoreNames.FORMER_ATTRIBUTIONS), HAND_OVER)
                .addSink(
                        EGRESS_CHANGES,
                        topics.reportChanges().name(),
                        topics.reportChanges().keys().serializer(),
                        topics.reportChanges().values().serializer(),
                        SELECT_CURRENT,
                        HAND_OVER)
                .addSink(
                        EGRESS_PULSES,
                        topics.contributions().name(),
                        topics.contributions().keys().serializer(),
                        topics.contributions().values().serializer(),
                        new OwnerPartitioner(),
                        TELL_FEEDS);
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
}
