package io.riskmonitor.incident;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A report that stands, and where it belongs.
 *
 * @param revision what it says
 * @param partners of each other source the report that is taken to tell of the same event
 * @param incident id of the incident that it is told in: its own, or that of a more authoritative partner
 */
public record Matched(Revision revision, Map<String, ReportId> partners, ReportId incident) {
    /** @throws IllegalArgumentException for a retraction, which stands for nothing */
    public Matched {
        if (revision.isRetraction()) {
            throw new IllegalArgumentException("retraction of " + revision.id() + " stands for nothing");
        }
        partners = Collections.unmodifiableMap(new TreeMap<>(partners));
    }

    static Matched alone(Revision revision) {
        return new Matched(revision, Map.of(), revision.id());
    }

    public ReportId id() {
        return revision.id();
    }

    public Report report() {
        Report body = revision.body();
        if (body == null) {
            throw new IllegalStateException(id() + " stands without a body");
        }
        return body;
    }

    Matched with(String source, @Nullable ReportId partner) {
        Map<String, ReportId> changed = new TreeMap<>(partners);
        if (partner == null) {
            changed.remove(source);
        } else {
            changed.put(source, partner);
        }
        return new Matched(revision, changed, incident);
    }

    Matched in(ReportId newIncident) {
        return new Matched(revision, partners, newIncident);
    }
}
