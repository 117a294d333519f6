package io.riskmonitor.topology;

import io.riskmonitor.alert.AlertId;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.jspecify.annotations.Nullable;

/** Sends what is keyed by an alert's id to the partition that owns the alert's subject. */
public final class AlertPartitioner<V> implements StreamPartitioner<String, V> {
    @Override
    public Optional<Set<Integer>> partitions(String topic, String key, @Nullable V value, int numPartitions) {
        return Optional.of(Set.of(partition(AlertId.parse(key), numPartitions)));
    }

    /** For producers of actions. */
    public static int partition(AlertId id, int numPartitions) {
        return OwnerPartitioner.partition(id.subject(), numPartitions);
    }
}
