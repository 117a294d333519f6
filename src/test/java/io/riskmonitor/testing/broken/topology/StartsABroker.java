package io.riskmonitor.testing.broken.topology;

import org.apache.kafka.server.config.ServerConfigs;

/** Knows a class of Kafka's server. */
public final class StartsABroker {
    public Class<?> server() {
        return ServerConfigs.class;
    }
}
