package io.riskmonitor.broker;

import java.nio.file.Path;

/**
 * Where the embedded broker keeps its data and listens.
 *
 * @param dataDir kept across restarts; made if it is not there
 * @param port on the loopback address; 0 for any free one
 */
public record EmbeddedBrokerConfig(Path dataDir, int port) {
    public EmbeddedBrokerConfig {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("broker port " + port + " is not within 0..65535");
        }
    }
}
