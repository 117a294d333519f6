package io.riskmonitor.runtime;

import io.riskmonitor.access.AuditEntry;
import io.riskmonitor.config.MonitorConfig;
import io.riskmonitor.topic.MonitorTopics;
import io.riskmonitor.topic.TopicAdmin;
import java.time.Clock;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;

/** Tokens and audit trail of a cluster, without a running monitor. */
public final class AccessMaintenance implements AutoCloseable {
    private final Cluster cluster;
    private final MonitorTopics topics;
    private final TokenStore tokens;

    private AccessMaintenance(MonitorConfig config, Cluster cluster, Clock wallClock) {
        this.cluster = cluster;
        try (Admin admin = Admin.create(cluster.clientProperties())) {
            this.topics = new TopicAdmin(admin).align(config.partitions()).typed();
        }
        this.tokens = new TokenStore(cluster.clientProperties(), topics, wallClock, new UnreadableRecords());
    }

    public static AccessMaintenance open(MonitorConfig config, Clock wallClock) {
        Cluster cluster = Cluster.open(config);
        try {
            return new AccessMaintenance(config, cluster, wallClock);
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    public TokenStore tokens() {
        return tokens;
    }

    /** The latest changes, oldest first. */
    public List<AuditEntry> audit(int most) {
        return AuditTrail.read(cluster.clientProperties(), topics, most, new UnreadableRecords());
    }

    @Override
    public void close() {
        tokens.close();
        cluster.close();
    }
}
