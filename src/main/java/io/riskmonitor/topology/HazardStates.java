package io.riskmonitor.topology;

import io.riskmonitor.risk.HazardState;
import io.riskmonitor.risk.SubjectId;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The hazard states of a task: whenever one section of a railway changes, all of its sections are asked for its worst.
 * Whoever writes the store writes it through here.
 */
final class HazardStates {
    /** About a kilobyte each. */
    private static final int MOST_IN_MEMORY = 1_000;

    private final RecentValues<HazardState> states;
    private final HazardState nothing;

    /** @param nothing the state of a subject to which nothing contributes */
    HazardStates(KeyValueStore<String, HazardState> store, HazardState nothing) {
        this.states = new RecentValues<>(store, MOST_IN_MEMORY);
        this.nothing = nothing;
    }

    HazardState of(SubjectId subject) {
        HazardState known = states.get(subject.toString());
        return known == null ? nothing : known;
    }

    void put(SubjectId subject, HazardState state) {
        String key = subject.toString();
        if (state.isEmpty()) {
            states.delete(key);
        } else {
            states.put(key, state);
        }
    }
}
