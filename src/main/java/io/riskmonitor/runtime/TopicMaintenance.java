package io.riskmonitor.runtime;

import io.riskmonitor.config.MonitorConfig;
import io.riskmonitor.topic.TopicAdmin;
import io.riskmonitor.topic.TopicPlan;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/** The declared topics against those of a cluster, whether or not a monitor runs on it. */
public final class TopicMaintenance implements AutoCloseable {
    private final Cluster cluster;
    private final Admin admin;
    private final TopicAdmin topicAdmin;
    private final @Nullable Integer partitions;

    private TopicMaintenance(Cluster cluster, @Nullable Integer partitions) {
        this.cluster = cluster;
        this.partitions = partitions;
        this.admin = Admin.create(cluster.clientProperties());
        this.topicAdmin = new TopicAdmin(admin);
    }

    public static TopicMaintenance open(MonitorConfig config) {
        return new TopicMaintenance(Cluster.visit(config), config.partitions());
    }

    public TopicPlan plan() {
        return topicAdmin.plan(topicAdmin.declared(partitions));
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
