package io.riskmonitor.risk;

import io.riskmonitor.incident.IncidentType;
import io.riskmonitor.incident.Report;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How bad an incident is: {@code base[type]·(1 + w_f·ln(1+fatalities) + w_a·ln(1+abducted) + w_i·ln(1+injured))·confidence}.
 *
 * @param base by type, one for each
 */
public record SeverityModel(
        Map<IncidentType, Double> base, double fatalitiesWeight, double abductedWeight, double injuredWeight) {
    public SeverityModel {
        for (IncidentType type : IncidentType.values()) {
            Double value = base.get(type);
            if (value == null || !(value >= 0 && value < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("severity base of " + type + " is " + value);
            }
        }
        for (double weight : new double[] {fatalitiesWeight, abductedWeight, injuredWeight}) {
            if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("severity weight " + weight + " is not a number from 0 up");
            }
        }
        base = Collections.unmodifiableMap(new EnumMap<>(base));
    }

    public double severity(Report report) {
        double b = base.getOrDefault(report.type(), 0.0);
        return b
                * (1
                        + fatalitiesWeight
                                * StrictMath.log1p(report.fatalities().best())
                        + abductedWeight * StrictMath.log1p(report.abducted())
                        + injuredWeight * StrictMath.log1p(report.injured()))
                * report.confidence();
    }
}
