package io.riskmonitor.alert;

import io.riskmonitor.registry.Interests;
import io.riskmonitor.risk.Contribution;
import io.riskmonitor.risk.HazardTerm;
import io.riskmonitor.risk.Level;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All rules, read from {@code alert-rules.yaml}.
 *
 * @param version what alerts are signed with
 * @param roles whom an alert goes to first, and then to whom when nobody takes it
 * @param feeds which sources are needed
 * @param deadlines how long each role has, by level; a level without one waits
 */
public record AlertRules(
        String version,
        List<AlertRule> rules,
        FeedWatch feeds,
        List<String> roles,
        Map<Level, Duration> deadlines,
        List<Interests.Firm> firms) {
    public AlertRules {
        rules = List.copyOf(rules);
        roles = List.copyOf(roles);
        firms = List.copyOf(firms);
        deadlines = deadlines.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(deadlines));
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("no role to send an alert to");
        }
    }

    /** No rule, so no alert. */
    public static AlertRules none() {
        return new AlertRules("none", List.of(), new FeedWatch(List.of()), List.of("nobody"), Map.of(), List.of());
    }

    /** Whether an incident may hold a condition alone; the rules of incidents ask for no others. */
    public boolean weighs(Contribution c) {
        return rules.stream().anyMatch(rule -> rule.isOfIncidents() && new IncidentCondition(rule).isMetBy(c));
    }

    /** Whether it may, by what is in the hazard alone. */
    public boolean mayWeigh(HazardTerm term) {
        return rules.stream().anyMatch(rule -> rule.isOfIncidents() && new IncidentCondition(rule).mayBeMetBy(term));
    }

    /** How long after its end an incident may still hold a condition alone, by any rule. */
    public Duration longestMemory() {
        return rules.stream()
                .filter(AlertRule::isOfIncidents)
                .map(AlertRule::lasts)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    Optional<Duration> deadline(Level level) {
        return Optional.ofNullable(deadlines.get(level));
    }
}
