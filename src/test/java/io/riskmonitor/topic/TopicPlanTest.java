package io.riskmonitor.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicPlanTest {
    private static final Duration MONTH = Duration.ofDays(30);

    @Test
    void shouldCreateWhatIsMissingAndKeepWhatIsAsDeclared() {
        TopicSpec there = spec("there", 3, "compact", null);
        TopicSpec missing = spec("missing", 6, "compact,delete", MONTH);

        TopicPlan plan = TopicPlan.between(
                List.of(missing, there), Map.of("there", existing(there, false), "another", existing(there, false)));

        assertThat(plan.steps()).containsExactly(new TopicPlan.Create(missing), new TopicPlan.Keep("there"));
        assertThat(plan.refusals()).isEmpty();
        assertThat(plan.changesNothing()).isFalse();
        assertThat(plan.steps().get(0).text())
                .isEqualTo(
                        "create    missing (6 partitions, {cleanup.policy=compact,delete, retention.ms=2592000000})");
    }

    @Test
    void shouldChangeNothingWhenAllIsAsDeclared() {
        TopicSpec there = spec("there", 3, "compact", null);
        assertThat(TopicPlan.between(List.of(there), Map.of("there", existing(there, false)))
                        .changesNothing())
                .isTrue();
    }

    @Test
    void shouldConfigureWhenSettingsDifferWithoutLoss() {
        TopicSpec declared = new TopicSpec(
                "t", "why", "key", "t.schema.json", 3, null, "delete", MONTH, Map.of("segment.bytes", "1000"));
        Map<String, String> settings = new TreeMap<>(Map.of(
                "cleanup.policy",
                "delete",
                "retention.ms",
                Long.toString(Duration.ofDays(7).toMillis())));

        TopicPlan plan = TopicPlan.between(List.of(declared), Map.of("t", new TopicPlan.Existing(3, settings, false)));

        assertThat(plan.steps())
                .containsExactly(new TopicPlan.Configure(
                        "t",
                        Map.of("segment.bytes", "1000", "retention.ms", Long.toString(MONTH.toMillis())),
                        Map.of("segment.bytes", "(default)", "retention.ms", "604800000")));
        assertThat(plan.steps().get(0).text()).startsWith("configure t ").contains("604800000", "2592000000");
    }

    /** What would lose records, or take keys away from their history, is refused with its reason. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    3 | compact        |    | 6 | compact        |    | away from their history
                    6 | compact        |    | 3 | compact        |    | Kafka takes none away
                    3 | delete         |    | 3 | compact        |    | compaction would remove all but the latest
                    3 | compact        |    | 3 | compact,delete | 30 | deletion would remove what compaction has kept
                    3 | compact        |    | 3 | delete         | 30 | deletion would remove what compaction has kept
                    3 | delete         |    | 3 | delete         | 30 | records kept for ever would be removed after 30 days
                    3 | delete         | 90 | 3 | delete         | 30 | records kept for 90 days would be removed after 30 days
                    3 | compact,delete | 90 | 3 | compact,delete | 30 | records kept for 90 days would be removed after 30 days
                    """)
    void shouldRefuseWithAReasonWhenRecordsWouldBeLost(
            int partitionsNow,
            String cleanupNow,
            @Nullable Integer daysNow,
            int partitions,
            String cleanup,
            @Nullable Integer days,
            String reason) {
        TopicSpec now = spec("t", partitionsNow, cleanupNow, days(daysNow));
        TopicSpec declared = spec("t", partitions, cleanup, days(days));

        TopicPlan plan = TopicPlan.between(List.of(declared), Map.of("t", existing(now, false)));

        assertThat(plan.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.reason()).contains(reason);
            assertThat(refusal.text()).startsWith("REFUSE    t: ");
        });
        assertThat(plan.steps()).hasSize(1);
    }

    @Test
    void shouldWidenAndReconfigureWhenTheTopicIsEmpty() {
        TopicSpec now = spec("t", 3, "delete", null);
        TopicSpec declared = spec("t", 6, "compact", null);

        TopicPlan plan = TopicPlan.between(List.of(declared), Map.of("t", existing(now, true)));

        assertThat(plan.refusals()).isEmpty();
        assertThat(plan.steps())
                .containsExactly(
                        new TopicPlan.Widen("t", 3, 6),
                        new TopicPlan.Configure(
                                "t", Map.of("cleanup.policy", "compact"), Map.of("cleanup.policy", "delete")));
    }

    @Test
    void shouldRefuseFewerPartitionsEvenWhenTheTopicIsEmpty() {
        TopicPlan plan = TopicPlan.between(
                List.of(spec("t", 3, "compact", null)), Map.of("t", existing(spec("t", 6, "compact", null), true)));
        assertThat(plan.refusals()).hasSize(1);
    }

    private static @Nullable Duration days(@Nullable Integer days) {
        return days == null ? null : Duration.ofDays(days);
    }

    private static TopicSpec spec(String name, int partitions, String cleanup, @Nullable Duration retention) {
        return new TopicSpec(name, "why", "key", name + ".schema.json", partitions, null, cleanup, retention, Map.of());
    }

    private static TopicPlan.Existing existing(TopicSpec spec, boolean empty) {
        return new TopicPlan.Existing(spec.partitions(), spec.settings(), empty);
    }
}
