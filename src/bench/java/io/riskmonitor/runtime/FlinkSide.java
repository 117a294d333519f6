package io.riskmonitor.runtime;

import io.riskmonitor.flink.FlinkPipeline;
import io.riskmonitor.topic.MonitorTopics;
import io.riskmonitor.topic.Topics;
import java.time.Duration;

/** The same join and the same sums in Flink, with as many tasks at a time as the monitor has threads. */
record FlinkSide(BenchCluster cluster, Duration checkpoints) implements Side {
    private static final int PARALLELISM = 2;

    @Override
    public String name() {
        return "flink";
    }

    @Override
    public Lap run(BenchCluster.Log log, String prefix) throws Exception {
        Topics names = Topics.load(prefix);
        MonitorTopics topics = names.typed();
        names.all().stream()
                .filter(spec -> spec.name().equals(topics.regionRisk().name())
                        || spec.name().equals(topics.projectRisk().name()))
                .forEach(cluster::topic);
        Duration took = new FlinkPipeline(cluster.bootstrapServers(), PARALLELISM, checkpoints)
                .run(
                        log.topic().name(),
                        topics.regionRisk().name(),
                        topics.projectRisk().name(),
                        cluster.dir(prefix + "checkpoints"));
        return new Lap(log.revisions(), took);
    }
}
