package io.riskmonitor.testing;

import io.riskmonitor.incident.IncidentType;
import io.riskmonitor.incident.Target;
import io.riskmonitor.risk.AffinityModel;
import io.riskmonitor.risk.Decay;
import io.riskmonitor.risk.ForecastModel;
import io.riskmonitor.risk.RiskModel;
import io.riskmonitor.risk.SeverityModel;
import io.riskmonitor.risk.SpatialKernel;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Risk models with fixed numbers, so that a calibration of the built-in one breaks no expectation. */
public final class Models {
    private static final List<Double> EXCITATION = List.of(0.02, 0.008, 0.001);

    private Models() {}

    /**
     * The formulas of the design with round numbers: every type's base is 1, half-lives 7, 28 and 180 days, reach 20 km,
     * half-hazard 10 for a region and 1 for a site; Chinese nationals gain 3, other shared targets 1.5.
     */
    public static RiskModel plain() {
        return withDecay(
                new Decay(
                        List.of(days(7), days(28), days(180)),
                        List.of(0.5, 0.35, 0.15),
                        List.of(days(7), days(28), days(180))),
                EXCITATION);
    }

    /** The same with other half-lives: 5 and 50 days, in equal parts. */
    public static RiskModel withOtherHalfLives() {
        return withDecay(new Decay(List.of(days(5), days(50)), List.of(0.5, 0.5), List.of(days(50))), List.of(0.02));
    }

    /** The plain model with every severity doubled. */
    public static RiskModel twiceAsSevere() {
        return model(plain().decay(), EXCITATION, 2);
    }

    private static RiskModel withDecay(Decay decay, List<Double> excitation) {
        return model(decay, excitation, 1);
    }

    private static RiskModel model(Decay decay, List<Double> excitation, double severity) {
        return new RiskModel(
                "test",
                new SeverityModel(
                        Arrays.stream(IncidentType.values())
                                .collect(Collectors.toMap(Function.identity(), t -> severity)),
                        1,
                        0.5,
                        0.25),
                decay,
                new SpatialKernel(20, 1e-4),
                new AffinityModel(Map.of(Target.CHINESE_NATIONALS, 3.0), 1.5),
                10,
                1,
                ForecastModel.provisional(decay, 0.002, excitation),
                ForecastModel.provisional(decay, 0.0002, excitation));
    }

    private static Duration days(long days) {
        return Duration.ofDays(days);
    }
}
