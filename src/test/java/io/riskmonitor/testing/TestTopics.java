package io.riskmonitor.testing;

import io.riskmonitor.incident.Incident;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.registry.Project;
import io.riskmonitor.risk.HazardInput;
import io.riskmonitor.risk.RiskScore;
import io.riskmonitor.risk.Tick;
import io.riskmonitor.serde.JsonSerde;
import io.riskmonitor.topic.StreamTopics;
import io.riskmonitor.topic.Topic;
import org.apache.kafka.common.serialization.Serdes;

/** The streams' topics with their real serdes, without the topic files. */
public final class TestTopics {
    private TestTopics() {}

    public static StreamTopics streamTopics() {
        return new StreamTopics(
                topic("report-revisions", Revision.class),
                topic("incidents", Incident.class),
                topic("projects", Project.class),
                topic("contributions", HazardInput.class),
                topic("region-risk", RiskScore.class),
                topic("project-risk", RiskScore.class),
                topic("ticks", Tick.class));
    }

    private static <V> Topic<String, V> topic(String name, Class<V> type) {
        return new Topic<>(name, Serdes.String(), new JsonSerde<>(type));
    }
}
