package io.riskmonitor.risk;

import io.riskmonitor.incident.Target;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * How much an incident concerns a project: the greatest gain among the targets they share, else 1.
 *
 * @param gains gain by shared target, at least 1; a target without a gain has {@code otherGain}
 */
public record AffinityModel(Map<Target, Double> gains, double otherGain) {
    public AffinityModel {
        if (!isGain(otherGain) || !gains.values().stream().allMatch(AffinityModel::isGain)) {
            throw new IllegalArgumentException(
                    "gains " + gains + ", other " + otherGain + ": each is finite and none below 1");
        }
        gains = gains.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(gains));
    }

    private static boolean isGain(double gain) {
        return gain >= 1 && gain < Double.POSITIVE_INFINITY;
    }

    public double affinity(Set<Target> incidentTargets, Set<Target> projectMatches) {
        double most = 1;
        for (Target target : incidentTargets) {
            if (projectMatches.contains(target)) {
                most = Math.max(most, gains.getOrDefault(target, otherGain));
            }
        }
        return most;
    }
}
