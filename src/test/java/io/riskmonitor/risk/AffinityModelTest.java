package io.riskmonitor.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riskmonitor.incident.Target;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AffinityModelTest {
    private final AffinityModel model = new AffinityModel(Map.of(Target.CHINESE_NATIONALS, 3.0), 1.5);

    @Test
    void shouldBeOneWhenNoTargetIsShared() {
        assertThat(model.affinity(Set.of(), Set.of(Target.RAIL))).isEqualTo(1);
        assertThat(model.affinity(Set.of(Target.RAIL), Set.of())).isEqualTo(1);
        assertThat(model.affinity(Set.of(Target.ROAD), Set.of(Target.RAIL))).isEqualTo(1);
    }

    @Test
    void shouldBeTheGreatestGainWhenSeveralTargetsAreShared() {
        Set<Target> both = EnumSet.of(Target.RAIL, Target.CHINESE_NATIONALS);
        assertThat(model.affinity(both, both)).isEqualTo(3);
        assertThat(model.affinity(both, Set.of(Target.RAIL))).isEqualTo(1.5);
    }

    @Test
    void shouldRefuseWhenAGainWouldLessen() {
        assertThatThrownBy(() -> new AffinityModel(Map.of(), 0.9)).hasMessageContaining("below 1");
        assertThatThrownBy(() -> new AffinityModel(Map.of(Target.RAIL, Double.NaN), 1))
                .hasMessageContaining("below 1");
        assertThatThrownBy(() -> new AffinityModel(Map.of(), Double.POSITIVE_INFINITY))
                .hasMessageContaining("finite");
    }
}
