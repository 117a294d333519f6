package io.riskmonitor.alert;

import io.riskmonitor.risk.FeedPulse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Judges all sources by the rules that need them. */
public record FeedWatch(List<FeedRule> rules) {
    public FeedWatch {
        rules = List.copyOf(rules);
    }

    /** Whether any source is needed; if none is, none is stale. */
    public boolean needsAny() {
        return rules.stream().anyMatch(rule -> !rule.feeds().isEmpty());
    }

    /**
     * All sources that have brought anything or are needed, by name. What has come after the moment is not looked at.
     *
     * @param pulses several of one source count together
     */
    public List<FeedState> at(Collection<FeedPulse> pulses, Instant at) {
        Map<String, FeedPulse> bySource = new TreeMap<>();
        rules.forEach(rule -> rule.feeds().forEach(feed -> bySource.put(feed, FeedPulse.none(feed))));
        pulses.forEach(pulse -> bySource.merge(pulse.source(), pulse, FeedPulse::with));
        List<FeedState> states = new ArrayList<>();
        bySource.forEach((source, pulse) -> states.add(ruleOf(source)
                .map(rule -> rule.judge(pulse, at))
                .orElseGet(() -> FeedRhythm.of(pulse, at).state(false, null, null))));
        return states;
    }

    /**
     * Why no score of a moment may be called low; null if one may. A silence that has ended since blinds no more: what the
     * source had to tell is there now.
     *
     * @param now when it is asked
     */
    public @Nullable String blindness(Collection<FeedPulse> pulses, Instant moment, Instant now) {
        if (!needsAny()) {
            return null;
        }
        String because = at(pulses, now.isBefore(moment) ? moment : now).stream()
                .flatMap(state -> state.blindness(moment).stream())
                .collect(Collectors.joining("; "));
        return because.isEmpty() ? null : because;
    }

    Optional<FeedRule> ruleOf(String feed) {
        return rules.stream().filter(rule -> rule.feeds().contains(feed)).findFirst();
    }
}
