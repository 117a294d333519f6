package io.riskmonitor.topology;

import io.riskmonitor.risk.HazardInput;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.jspecify.annotations.Nullable;

/**
 * Sends a contribution to the partition that owns its region or project, with all sites of a project together; ticks
 * and pulses to every partition.
 */
public final class OwnerPartitioner implements StreamPartitioner<String, HazardInput> {
    @Override
    public Optional<Set<Integer>> partitions(String topic, String key, @Nullable HazardInput value, int numPartitions) {
        return Optional.of(
                ContributionKey.isForAll(key)
                        ? IntStream.range(0, numPartitions).boxed().collect(Collectors.toUnmodifiableSet())
                        : Set.of(partition(ContributionKey.subjectOf(key).ownerKey(), numPartitions)));
    }

    /** The partition that owns {@code region/ID} or {@code project/ID}; the default partitioner's choice for that key. */
    public static int partition(String ownerKey, int numPartitions) {
        return Utils.toPositive(Utils.murmur2(ownerKey.getBytes(StandardCharsets.UTF_8))) % numPartitions;
    }
}
