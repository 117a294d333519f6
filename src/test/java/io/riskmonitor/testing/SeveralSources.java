package io.riskmonitor.testing;

import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.incident.IncidentType;
import io.riskmonitor.incident.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A log of revisions of four sources that tell of the same events, crowded in time and place so that each report has several
 * that may be its partner: new reports, corrections that part or join them, retractions, repetitions. The same for the same seed,
 * in the country of {@link BoxRegions}.
 */
public final class SeveralSources {
    private static final String[] SOURCES = {"desk", "acled", "ucdp", "kika"};
    private static final IncidentType[] TYPES = {
        IncidentType.ARMED_CLASH, IncidentType.ATTACK_ON_CIVILIANS, IncidentType.PROTEST
    };
    private static final Instant START = Instant.parse("2019-01-01T00:00:00Z");

    private final Random random;
    private final List<Revision> revisions = new ArrayList<>();
    private Instant now = START.plus(Duration.ofDays(40));
    private int reports;

    public SeveralSources(long seed, int size) {
        random = new Random(seed);
        while (revisions.size() < size) {
            now = now.plus(Duration.ofMinutes(random.nextInt(8) == 0 ? 0 : random.nextInt(300)));
            revisions.add(next());
        }
    }

    /** In the order in which they were learnt. */
    public List<Revision> revisions() {
        return List.copyOf(revisions);
    }

    public Instant end() {
        return now;
    }

    /** What stands at the end, by id. */
    public Map<String, Revision> standing() {
        Map<String, Revision> standing = new HashMap<>();
        revisions.forEach(r ->
                standing.merge(r.id().toString(), r, (before, after) -> after.supersedes(before) ? after : before));
        standing.values().removeIf(Revision::isRetraction);
        return standing;
    }

    private Revision next() {
        int dice = random.nextInt(10);
        if (revisions.isEmpty() || dice < 5) {
            return body(SOURCES[random.nextInt(SOURCES.length)] + ":" + reports++);
        }
        Revision earlier = revisions.get(random.nextInt(revisions.size()));
        if (dice == 5) {
            return earlier;
        }
        return dice == 6
                ? Reports.retraction(earlier.id().toString(), now)
                : body(earlier.id().toString());
    }

    private Revision body(String id) {
        // Half a dozen hot spots on the border of two regions, where something happens each few days.
        int spot = random.nextInt(6);
        GeoPoint place = new GeoPoint(14 + 0.3 * spot + 0.1 * random.nextDouble(), -5.1 + 0.2 * random.nextDouble());
        Instant on = START.plus(Duration.ofHours(random.nextInt(30 * 24)));
        return Reports.report(id)
                .type(TYPES[random.nextInt(random.nextInt(4) == 0 ? 3 : 2)])
                .between(on, on.plus(Duration.ofDays(random.nextInt(4) == 0 ? random.nextInt(9) : 0)))
                .at(place)
                .uncertaintyKm(random.nextInt(4) == 0 ? 0 : 10 * random.nextDouble())
                .fatalities(random.nextInt(6))
                .confidence(random.nextDouble())
                .learnt(now);
    }
}
