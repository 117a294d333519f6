package io.riskmonitor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.risk.SubjectId;
import io.riskmonitor.risk.Tick;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

class OwnerPartitionerTest {
    private static final int PARTITIONS = 6;

    private final OwnerPartitioner partitioner = new OwnerPartitioner();

    private Optional<Set<Integer>> partitions(SubjectId subject, String incident) {
        return partitioner.partitions("contributions", ContributionKey.of(subject, incident), null, PARTITIONS);
    }

    @Test
    void shouldKeepASubjectTogetherWhenIncidentsAndSitesDiffer() {
        Optional<Set<Integer>> first = partitions(SubjectId.site("line", "00"), "ucdp:1");
        assertThat(first.orElseThrow()).hasSize(1);
        for (int i = 0; i < 50; i++) {
            assertThat(partitions(SubjectId.site("line", "0" + i), "ucdp:" + i)).isEqualTo(first);
        }
        assertThat(first).contains(Set.of(OwnerPartitioner.partition("project/line", PARTITIONS)));
    }

    @Test
    void shouldReachEveryPartitionWhenItIsATick() {
        Tick tick = new Tick(Instant.EPOCH, 2, PARTITIONS);
        assertThat(partitioner.partitions("contributions", ContributionKey.of(tick), tick, PARTITIONS))
                .contains(Set.of(0, 1, 2, 3, 4, 5));
    }

    @Test
    void shouldSpreadOwnersWhenThereAreMany() {
        Set<Integer> used = new TreeSet<>();
        for (int i = 0; i < 200; i++) {
            used.addAll(partitions(SubjectId.region("r" + i), "ucdp:1").orElseThrow());
        }
        assertThat(used).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void shouldChooseAsTheDefaultPartitionerWhenTheKeyIsTheOwner() {
        for (int i = 0; i < 200; i++) {
            String owner = "project/p-" + i;
            assertThat(OwnerPartitioner.partition(owner, PARTITIONS))
                    .isEqualTo(BuiltInPartitioner.partitionForKey(owner.getBytes(StandardCharsets.UTF_8), PARTITIONS));
        }
    }
}
