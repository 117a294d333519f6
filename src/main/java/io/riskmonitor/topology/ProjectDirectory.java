package io.riskmonitor.topology;

import io.riskmonitor.registry.Project;
import io.riskmonitor.registry.SiteIndex;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The projects of the global table, held ready for the spatial join. One for each running topology: the global thread
 * writes, all stream threads read snapshots.
 */
public final class ProjectDirectory {
    private final Map<String, Project> projects = new TreeMap<>();
    private final Map<String, Long> joinFingerprints = new TreeMap<>();
    private Snapshot snapshot = new Snapshot(0, new TreeMap<>(), new TreeMap<>());
    private boolean changed;
    private boolean loaded;

    /** The projects at one moment; the version grows with every change. */
    public static final class Snapshot {
        private final long version;
        private final Map<String, Project> projects;
        private final Map<String, Long> joinFingerprints;
        private final SiteIndex sites;

        private Snapshot(long version, Map<String, Project> projects, Map<String, Long> joinFingerprints) {
            this.version = version;
            this.projects = Collections.unmodifiableMap(projects);
            this.joinFingerprints = Collections.unmodifiableMap(joinFingerprints);
            this.sites = new SiteIndex(projects.values());
        }

        public long version() {
            return version;
        }

        /** By id, in order. */
        public Map<String, Project> projects() {
            return projects;
        }

        /** By project id, of what the join looks at: a new name or phase joins nothing anew. */
        Map<String, Long> joinFingerprints() {
            return joinFingerprints;
        }

        public SiteIndex sites() {
            return sites;
        }
    }

    public synchronized Snapshot snapshot() {
        if (changed) {
            // Built on demand, so that a registry published project by project is indexed once.
            snapshot = new Snapshot(snapshot.version() + 1, new TreeMap<>(projects), new TreeMap<>(joinFingerprints));
            changed = false;
        }
        return snapshot;
    }

    /**
     * Reads the table once, as a restored one is not passed through {@link #put}. The lock is held over store and
     * directory alike, here and there, so that neither sees an older project than the other.
     */
    synchronized void load(ReadOnlyKeyValueStore<String, Project> table) {
        if (loaded) {
            return;
        }
        try (KeyValueIterator<String, Project> all = table.all()) {
            while (all.hasNext()) {
                KeyValue<String, Project> entry = all.next();
                hold(entry.key, entry.value);
            }
        }
        loaded = true;
        changed = true;
    }

    /** Puts a project into table and directory; null removes it. */
    synchronized void put(KeyValueStore<String, Project> table, String id, @Nullable Project project) {
        if (project == null) {
            table.delete(id);
            projects.remove(id);
            joinFingerprints.remove(id);
        } else {
            table.put(id, project);
            hold(id, project);
        }
        changed = true;
    }

    private void hold(String id, Project project) {
        projects.put(id, project);
        joinFingerprints.put(id, Fingerprint.of(List.of(project.sites(), project.matches())));
    }
}
