package io.riskmonitor.runtime;

import io.riskmonitor.broker.BrokerException;
import io.riskmonitor.broker.DataDirLock;
import io.riskmonitor.broker.EmbeddedBroker;
import io.riskmonitor.broker.EmbeddedBrokerConfig;
import io.riskmonitor.config.MonitorConfig;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;

/** The data directory, held by this process, and the cluster: the embedded broker in that directory, or one outside. */
final class Cluster implements AutoCloseable {
    /** What a note by the directory's owner calls the address of its cluster. */
    private static final String BOOTSTRAP = "bootstrap";

    private final @Nullable DataDirLock lock;
    private final @Nullable EmbeddedBroker broker;
    private final Map<String, Object> clientProperties;

    private Cluster(@Nullable DataDirLock lock, @Nullable EmbeddedBroker broker, Map<String, Object> clientProperties) {
        this.lock = lock;
        this.broker = broker;
        this.clientProperties = clientProperties;
    }

    /** @throws BrokerException if another process has the directory, or the broker does not start */
    static Cluster open(MonitorConfig config) {
        DataDirLock lock = DataDirLock.tryAcquire(config.dataDir())
                .orElseThrow(() -> new BrokerException("data directory " + config.dataDir() + " is in use by process "
                        + DataDirLock.owner(config.dataDir())
                                .map(owner -> owner.getOrDefault("pid", "unknown"))
                                .orElse("unknown")
                        + "; stop it, or choose another with --data-dir"));
        try {
            DiskRoom.requireToStart(config.dataDir());
            Map<String, Object> properties = new HashMap<>(config.kafkaProperties());
            String external = config.bootstrapServers();
            if (external != null) {
                properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, external);
                return new Cluster(lock, null, properties);
            }
            EmbeddedBroker broker =
                    EmbeddedBroker.start(new EmbeddedBrokerConfig(config.dataDir(), config.brokerPort()));
            properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
            return new Cluster(lock, broker, properties);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * For a short visit, beside a process that may be at work: takes the directory only if the broker has to be started.
     */
    static Cluster visit(MonitorConfig config) {
        String bootstrap = config.bootstrapServers();
        if (bootstrap == null && DataDirLock.isHeld(config.dataDir())) {
            bootstrap = DataDirLock.owner(config.dataDir())
                    .map(owner -> owner.get(BOOTSTRAP))
                    .orElse(null);
        }
        if (bootstrap == null) {
            return open(config);
        }
        Map<String, Object> properties = new HashMap<>(config.kafkaProperties());
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        return new Cluster(null, null, properties);
    }

    /** The same for somebody else in this process, to be closed without closing the cluster. */
    Cluster guest() {
        return new Cluster(null, null, clientProperties);
    }

    /** Whether this process alone can be at work on the cluster. */
    boolean isEmbedded() {
        return broker != null;
    }

    /** How any client reaches the cluster. */
    Map<String, Object> clientProperties() {
        return Map.copyOf(clientProperties);
    }

    String bootstrapServers() {
        return String.valueOf(clientProperties.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
    }

    /** Tells other commands on this machine how to reach this process. */
    void note(Map<String, String> facts) {
        if (lock != null) {
            Map<String, String> all = new HashMap<>(facts);
            all.put(BOOTSTRAP, bootstrapServers());
            lock.note(all);
        }
    }

    @Override
    public void close() {
        if (broker != null) {
            broker.close();
        }
        if (lock != null) {
            lock.close();
        }
    }
}
