package io.riskmonitor.notify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** An alert for machines that are sent messages; what is not known is left out. */
final class AlertPayload {
    private AlertPayload() {}

    static ObjectNode of(Bulletin bulletin, Language language) {
        ObjectNode alert = Payloads.object()
                .put("id", bulletin.alertId())
                .put("revision", bulletin.revision())
                .put("kind", bulletin.kind().name())
                .put("status", bulletin.status().name())
                .put("subject", language.of(bulletin.subject()))
                .put("since", bulletin.since().toString())
                .put("at", bulletin.at().toString())
                .put("modelVersion", bulletin.modelVersion())
                .put("simulated", bulletin.isSimulated());
        if (bulletin.level() != null) {
            alert.put("level", bulletin.level().name());
        }
        put(alert, "scoreBefore", bulletin.scoreBefore());
        put(alert, "scoreAfter", bulletin.scoreAfter());
        ArrayNode projects = alert.putArray("projects");
        bulletin.projects().stream().sorted().forEach(projects::add);
        ArrayNode regions = alert.putArray("regions");
        bulletin.regions().stream().sorted().forEach(regions::add);
        Bulletin.Change change = bulletin.change();
        if (change != null) {
            ObjectNode changed =
                    alert.putObject("change").put("kind", change.kind().name());
            put(changed, "movedKm", change.movedKm());
        }
        ArrayNode evidence = alert.putArray("evidence");
        bulletin.evidence().forEach(e -> evidence.add(evidence(e, language)));
        alert.put("otherIncidents", bulletin.otherIncidents()).put("otherShare", bulletin.otherShare());
        return alert;
    }

    private static ObjectNode evidence(Evidence e, Language language) {
        ObjectNode evidence = Payloads.object()
                .put("incident", e.incidentId())
                .put("type", e.type().name())
                .put("occurredFrom", e.from().toString())
                .put("occurredTo", e.to().toString())
                .put("place", language.of(e.place()))
                .put("lat", e.lat())
                .put("lon", e.lon())
                .put("uncertaintyKm", e.uncertaintyKm())
                .put("share", e.share())
                .put("fatalities", e.fatalities().best())
                .put("injured", e.injured())
                .put("abducted", e.abducted())
                .put("headline", language.of(e.headline()));
        put(evidence, "distanceKm", e.distanceKm());
        ArrayNode sources = evidence.putArray("sources");
        e.sources().forEach(sources::add);
        return evidence;
    }

    private static void put(ObjectNode node, String key, @Nullable Double value) {
        if (value != null) {
            node.put(key, value);
        }
    }
}
