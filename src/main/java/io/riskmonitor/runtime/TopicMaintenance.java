package io.riskmonitor.runtime;

import io.riskmonitor.config.MonitorConfig;
import io.riskmonitor.topic.TopicAdmin;
import io.riskmonitor.topic.TopicPlan;
import io.riskmonitor.topic.Topics;
import org.apache.kafka.clients.admin.Admin;

/** The declared topics against those of a cluster, whether or not a monitor runs on it. */
public final class TopicMaintenance implements AutoCloseable {
    private final Cluster cluster;
    private final Admin admin;
    private final TopicAdmin topicAdmin;

    private TopicMaintenance(Cluster cluster) {
        this.cluster = cluster;
        this.admin = Admin.create(cluster.clientProperties());
        this.topicAdmin = new TopicAdmin(admin);
    }

    public static TopicMaintenance open(MonitorConfig config) {
        return new TopicMaintenance(Cluster.visit(config));
    }

    public TopicPlan plan() {
        return topicAdmin.plan(Topics.load());
    }

    /** @throws IllegalStateException if the plan refuses anything; then nothing is changed */
    public void apply(TopicPlan plan) {
        topicAdmin.apply(plan);
    }

    @Override
    public void close() {
        admin.close();
        cluster.close();
    }
}
