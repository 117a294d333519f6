package io.riskmonitor.topology;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.riskmonitor.risk.HazardState;
import io.riskmonitor.risk.SubjectId;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The hazard states of a task, those last used also in memory: whenever one section of a railway changes, all of its
 * sections are asked for its worst. Whoever writes the store writes it through here.
 */
final class HazardStates {
    /** About a kilobyte each. */
    private static final int MOST_IN_MEMORY = 1_000;

    private final KeyValueStore<String, HazardState> store;
    private final HazardState nothing;
    private final Cache<String, HazardState> recent =
            Caffeine.newBuilder().maximumSize(MOST_IN_MEMORY).build();

    /** @param nothing the state of a subject to which nothing contributes */
    HazardStates(KeyValueStore<String, HazardState> store, HazardState nothing) {
        this.store = store;
        this.nothing = nothing;
    }

    HazardState of(SubjectId subject) {
        String key = subject.toString();
        HazardState known = recent.getIfPresent(key);
        if (known == null) {
            HazardState stored = store.get(key);
            known = stored == null ? nothing : stored;
            recent.put(key, known);
        }
        return known;
    }

    void put(SubjectId subject, HazardState state) {
        String key = subject.toString();
        if (state.isEmpty()) {
            store.delete(key);
        } else {
            store.put(key, state);
        }
        recent.put(key, state);
    }
}
