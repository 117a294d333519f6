package io.riskmonitor.topology;

import io.riskmonitor.incident.Incident;
import io.riskmonitor.registry.SiteIndex;
import io.riskmonitor.risk.Attribution;
import io.riskmonitor.risk.Contribution;
import io.riskmonitor.risk.HazardInput;
import io.riskmonitor.risk.SubjectId;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Knows what was sent on for each incident, so that only differences are sent: new and changed contributions, and a
 * tombstone for each that no longer holds. Correction, retraction and a changed registry are all the same to it.
 */
final class AttributionLedger {
    private final KeyValueStore<String, Attributions> sent;
    private final Attribution attribution;
    private final Function<HazardInput, byte[]> text;

    /** Subject to a fingerprint of the contribution that was sent to it. */
    record Attributions(Map<String, Long> fingerprintBySubject) {
        static final Attributions NONE = new Attributions(Map.of());

        boolean concernAny(Set<String> projectIds) {
            return fingerprintBySubject.keySet().stream()
                    .map(SubjectId::parse)
                    .anyMatch(subject ->
                            subject.kind() == SubjectId.Kind.PROJECT && projectIds.contains(subject.owner()));
        }
    }

    /** @param text a contribution as it is sent: all that tells one from another is in it */
    AttributionLedger(
            KeyValueStore<String, Attributions> sent, Attribution attribution, Function<HazardInput, byte[]> text) {
        this.sent = sent;
        this.attribution = attribution;
        this.text = text;
    }

    Attributions of(String incidentId) {
        Attributions known = sent.get(incidentId);
        return known == null ? Attributions.NONE : known;
    }

    /**
     * Brings what was sent for an incident in line with what it is now.
     *
     * @param incident null if it is retracted
     * @param send takes key and contribution, or key and null for a tombstone
     */
    void settle(
            String incidentId,
            @Nullable Incident incident,
            SiteIndex sites,
            BiConsumer<String, @Nullable Contribution> send) {
        Map<String, Long> before = of(incidentId).fingerprintBySubject();
        Map<String, Long> after = new TreeMap<>();
        if (incident != null) {
            for (Contribution contribution : attribution.contributions(incident, sites)) {
                String subject = contribution.subject().toString();
                long fingerprint = Fingerprint.of(text.apply(contribution));
                after.put(subject, fingerprint);
                Long known = before.get(subject);
                if (known == null || known != fingerprint) {
                    send.accept(ContributionKey.of(contribution.subject(), incidentId), contribution);
                }
            }
        }
        for (String subject : before.keySet()) {
            if (!after.containsKey(subject)) {
                send.accept(ContributionKey.of(SubjectId.parse(subject), incidentId), null);
            }
        }
        if (after.isEmpty()) {
            sent.delete(incidentId);
        } else {
            sent.put(incidentId, new Attributions(after));
        }
    }
}
