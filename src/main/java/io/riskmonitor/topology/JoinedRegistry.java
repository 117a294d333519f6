package io.riskmonitor.topology;

import io.riskmonitor.topology.AttributionLedger.Attributions;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Which registry and model the incidents of a task are joined with. Whoever joins some says so first, and so what was joined
 * with a registry that has changed and changed back since is known to be mixed, over restarts too.
 */
final class JoinedRegistry {
    /** Key of the model and regions among the project ids: no project id has a #. */
    private static final String MODEL = "#model";

    /** In place of a fingerprint: some incidents are joined with another version than others. */
    private static final long MIXED = 0;

    private static final long NONE = -1;

    private final KeyValueStore<String, Long> joined;
    private final KeyValueStore<String, Attributions> sent;
    private final long model;

    private long usedVersion = NONE;
    private long takenVersion = NONE;

    /**
     * @param joined project id to the fingerprint that incidents are joined with
     * @param sent incident id to what was sent on for it
     * @param model fingerprint of the risk model and the regions
     */
    JoinedRegistry(KeyValueStore<String, Long> joined, KeyValueStore<String, Attributions> sent, long model) {
        this.joined = joined;
        this.sent = sent;
        this.model = model;
    }

    /** To be called before an incident is joined with a registry. */
    void use(ProjectDirectory.Snapshot registry) {
        if (registry.version() == usedVersion) {
            return;
        }
        usedVersion = registry.version();
        if (isNothingJoined()) {
            putAll(registry);
            return;
        }
        Rejoin changed = changed(registry);
        if (changed.all()) {
            joined.put(MODEL, MIXED);
        }
        changed.projectIds().forEach(id -> joined.put(id, MIXED));
    }

    /**
     * Takes a registry for that which all incidents are joined with.
     *
     * @return what is to be joined anew for that to be so; nothing if it is
     */
    Optional<Rejoin> take(ProjectDirectory.Snapshot registry) {
        if (registry.version() == takenVersion) {
            return Optional.empty();
        }
        takenVersion = registry.version();
        if (isNothingJoined()) {
            putAll(registry);
            return Optional.empty();
        }
        Rejoin changed = changed(registry);
        changed.projectIds()
                .forEach(id -> joined.put(id, registry.joinFingerprints().get(id)));
        joined.put(MODEL, model);
        return changed.isNothing() ? Optional.empty() : Optional.of(changed);
    }

    /** What a release left that kept no such record was joined with an unknown one: that is not nothing. */
    private boolean isNothingJoined() {
        if (joined.get(MODEL) != null) {
            return false;
        }
        try (KeyValueIterator<String, Attributions> any = sent.all()) {
            return !any.hasNext();
        }
    }

    private void putAll(ProjectDirectory.Snapshot registry) {
        registry.joinFingerprints().forEach(joined::put);
        joined.put(MODEL, model);
    }

    private Rejoin changed(ProjectDirectory.Snapshot registry) {
        Long lastModel = joined.get(MODEL);
        Set<String> changed = new HashSet<>();
        registry.joinFingerprints().forEach((id, fingerprint) -> {
            if (!fingerprint.equals(joined.get(id))) {
                changed.add(id);
            }
        });
        try (KeyValueIterator<String, Long> known = joined.all()) {
            while (known.hasNext()) {
                String id = known.next().key;
                if (!id.equals(MODEL) && !registry.joinFingerprints().containsKey(id)) {
                    changed.add(id);
                }
            }
        }
        return Rejoin.of(lastModel == null || lastModel != model, changed);
    }
}
