package io.riskmonitor.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PromqlNamesTest {
    @Test
    void shouldFindMetricsAndLabelsAndNothingElse() {
        PromqlNames names = PromqlNames.in(
                "histogram_quantile(0.99, sum by (le, instance) (rate(x_seconds_bucket{job=\"a\", id=~\"b{c}\"}[5m]))) * 1e3"
                        + " > on (region) group_left max(y:z:max offset 24h) or vector(0) unless time() == 1");

        assertThat(names.metrics()).containsExactlyInAnyOrder("x_seconds_bucket", "y:z:max");
        assertThat(names.labels()).containsExactlyInAnyOrder("le", "instance", "job", "id", "region");
    }
}
