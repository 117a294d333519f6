package io.riskmonitor.topology;

import io.riskmonitor.alert.Alert;
import io.riskmonitor.alert.AlertLife;
import io.riskmonitor.alert.AlertRules;
import io.riskmonitor.alert.FeedJudge;
import io.riskmonitor.risk.RiskModel;
import io.riskmonitor.serde.JsonSerde;
import io.riskmonitor.serde.MemoSerde;
import io.riskmonitor.topic.MonitorTopics;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * From moves of subjects, and what people do, to alerts. It stands behind the hazards in the same task, so that a change is
 * judged in the transaction that counts it:
 *
 * <pre>
 * update-hazard → judge alerts, judge feeds ─┐
 * alert-actions → act on alerts ─────────────┴→ alerts
 * </pre>
 */
final class AlertTopology {
    static final String JUDGE = "judge-alerts";
    static final String JUDGE_FEEDS = "judge-feeds";

    private static final String INGEST_ACTIONS = "ingest-alert-actions";
    private static final String ACT = "act-on-alerts";
    private static final String EGRESS_ALERTS = "egress-alerts";

    /** Every move of a subject asks for its alerts, which carry their evidence, some ten kilobytes each. */
    private static final int ALERTS_IN_MEMORY = 500;

    private AlertTopology() {}

    static void addTo(
            Topology topology, MonitorTopics topics, RiskModel model, AlertRules rules, ProjectDirectory directory) {
        topology.addProcessor(JUDGE, () -> new AlertJudgeProcessor(rules, model, directory), RiskTopology.UPDATE_HAZARD)
                .addProcessor(
                        JUDGE_FEEDS,
                        () -> new FeedAlertProcessor(new FeedJudge(rules, model.version())),
                        RiskTopology.UPDATE_HAZARD)
                .addSource(
                        INGEST_ACTIONS,
                        topics.alertActions().keys().deserializer(),
                        topics.alertActions().values().deserializer(),
                        topics.alertActions().name())
                .addProcessor(ACT, () -> new AlertActionProcessor(new AlertLife(rules)), INGEST_ACTIONS)
                .addStateStore(alerts(), JUDGE, JUDGE_FEEDS, ACT)
                .connectProcessorAndStateStores(
                        JUDGE, StoreNames.CONTRIBUTIONS, StoreNames.HAZARD_TERMS, StoreNames.HAZARDS)
                .addSink(
                        EGRESS_ALERTS,
                        topics.alerts().name(),
                        topics.alerts().keys().serializer(),
                        topics.alerts().values().serializer(),
                        new AlertPartitioner<>(),
                        JUDGE,
                        JUDGE_FEEDS,
                        ACT);
    }

    private static StoreBuilder<KeyValueStore<String, Alert>> alerts() {
        return Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(StoreNames.ALERTS),
                Serdes.String(),
                new MemoSerde<>(new JsonSerde<>(Alert.class), ALERTS_IN_MEMORY));
    }
}
