package io.riskmonitor.cli;

import io.riskmonitor.config.MonitorConfig;
import io.riskmonitor.config.Peering;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that works on a data directory. */
final class MonitorOptions {
    private static final Duration TICK = Duration.ofSeconds(1);

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "State and the embedded broker's data. Default: ${DEFAULT-VALUE}")
    Path dataDir = Path.of("data");

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = "--broker-port",
            paramLabel = "N",
            description = "Port of the embedded broker on 127.0.0.1, 0 for any free one. Default: ${DEFAULT-VALUE}")
    int brokerPort;

    @Option(
            names = "--registry",
            paramLabel = "FILE",
            description = "Projects to watch. Default: the built-in registry")
    @Nullable
    Path registry;

    @Option(
            names = "--regions",
            paramLabel = "FILE",
            description = "Regions as GeoJSON. Default: the built-in nine of Mali")
    @Nullable
    Path regions;

    @Option(names = "--model", paramLabel = "FILE", description = "Risk model. Default: the built-in risk-model.yaml")
    @Nullable
    Path model;

    @Option(
            names = "--alert-rules",
            paramLabel = "FILE",
            description = "When to alert whom. Default: the built-in alert-rules.yaml")
    @Nullable
    Path alertRules;

    @Option(
            names = "--tick",
            paramLabel = "ISO-8601",
            description = "How often time is told to the topologies. Default: ${DEFAULT-VALUE}")
    Duration tick = TICK;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description =
                    "Of the topics that instances share out among themselves, where they are still to be made; makes no"
                            + " difference to scores. Default: as topics/*.yaml say, or as they are")
    @Nullable
    Integer partitions;

    MonitorConfig config() {
        return config(null);
    }

    MonitorConfig config(Path directory, Duration pace) {
        return config(directory, pace, null);
    }

    /** @param peering how other instances reach the one that is to be started; null if they do not */
    MonitorConfig config(@Nullable Peering peering) {
        return config(dataDir, tick, peering);
    }

    private MonitorConfig config(Path directory, Duration pace, @Nullable Peering peering) {
        return new MonitorConfig(
                directory,
                cluster.bootstrapServers,
                cluster.properties(),
                brokerPort,
                pace,
                registry,
                regions,
                model,
                alertRules,
                partitions,
                peering);
    }
}
