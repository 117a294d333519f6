package io.riskmonitor.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.riskmonitor.incident.IncidentType;
import io.riskmonitor.testing.Reports;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SeverityModelTest {
    private static final Map<IncidentType, Double> BASE = Arrays.stream(IncidentType.values())
            .collect(Collectors.toMap(Function.identity(), type -> type == IncidentType.RIOT ? 0.5 : 1));

    private final SeverityModel model = new SeverityModel(BASE, 1, 0.5, 0.25);

    @Test
    void shouldBeTheTypesBaseWhenNobodyWasHurt() {
        assertThat(model.severity(Reports.report("t:1").type(IncidentType.RIOT).build()))
                .isEqualTo(0.5);
    }

    @Test
    void shouldGrowWithTheLogarithmOfVictimsAndShrinkWithDoubt() {
        double severity = model.severity(Reports.report("t:1")
                .type(IncidentType.RIOT)
                .fatalities(20)
                .abducted(5)
                .injured(4)
                .confidence(0.8)
                .build());
        double expected = 0.5 * (1 + Math.log(21) + 0.5 * Math.log(6) + 0.25 * Math.log(5)) * 0.8;
        assertThat(severity).isCloseTo(expected, within(1e-12));
    }

    @Test
    void shouldBeNothingWhenTheReportIsNotTrustedAtAll() {
        assertThat(model.severity(
                        Reports.report("t:1").fatalities(9).confidence(0).build()))
                .isZero();
    }

    @Test
    void shouldRefuseWhenATypeHasNoBaseOrANumberIsNotOne() {
        assertThatThrownBy(() -> new SeverityModel(Map.of(), 1, 0.5, 0.25)).hasMessageContaining("ARMED_CLASH");
        assertThatThrownBy(() -> new SeverityModel(BASE, Double.NaN, 0.5, 0.25)).hasMessageContaining("weight");
        assertThatThrownBy(() -> new SeverityModel(BASE, 1, -0.5, 0.25)).hasMessageContaining("weight");
        Map<IncidentType, Double> infinite =
                BASE.keySet().stream().collect(Collectors.toMap(Function.identity(), type -> Double.POSITIVE_INFINITY));
        assertThatThrownBy(() -> new SeverityModel(infinite, 1, 0.5, 0.25)).hasMessageContaining("Infinity");
    }
}
