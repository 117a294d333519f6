package io.riskmonitor.testing;

import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.geo.SiteRectangle;
import io.riskmonitor.incident.Extent;
import io.riskmonitor.incident.IncidentType;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.incident.Target;
import io.riskmonitor.registry.PhaseStatus;
import io.riskmonitor.registry.Project;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A log of revisions as sources write it, the same for the same seed: new reports, corrections, moves, retractions,
 * reports that come back after it, repetitions, rows learnt long after they happened and rows learnt at the same moment. In the
 * country of {@link BoxRegions}, with projects to match.
 */
public final class RandomLog {
    /** Before anything happened. */
    public static final Instant START = Instant.parse("2019-01-01T00:00:00Z");

    private static final IncidentType[] TYPES = IncidentType.values();
    private static final Target[] TARGETS = Target.values();

    private final Random random;
    private final List<Revision> revisions = new ArrayList<>();
    private Instant now = START;
    private int reports;

    public RandomLog(long seed, int size) {
        random = new Random(seed);
        while (revisions.size() < size) {
            // Now and then two revisions are learnt at the same moment.
            now = now.plus(Duration.ofMinutes(random.nextInt(8) == 0 ? 0 : random.nextInt(5_000)));
            revisions.add(next());
        }
    }

    /** In the order in which they were learnt. */
    public List<Revision> revisions() {
        return List.copyOf(revisions);
    }

    /** When the last of them was learnt. */
    public Instant end() {
        return now;
    }

    /** Points, a line of three sections, an area, and one project without a place; the same for the same seed. */
    public static List<Project> registry(long seed) {
        Random random = new Random(seed);
        Projects line = Projects.project("line").matches(Target.RAIL).always();
        GeoPoint start = place(random);
        for (int section = 0; section < 3; section++) {
            line.site(
                    "0" + section,
                    new SiteRectangle(new GeoPoint(start.lat(), start.lon() + 0.2 * section), 21.5, 0, 0),
                    3);
        }
        return List.of(
                Projects.project("point")
                        .matches(Target.CHINESE_NATIONALS, Target.SCHOOL)
                        .site("site", place(random))
                        .phase(PhaseStatus.UNDER_CONSTRUCTION, "2018-01-01", "2019-06-01", 0.4)
                        .phase(PhaseStatus.IDLE, "2019-06-01", null, 0.8)
                        .build(),
                Projects.project("two-points")
                        .matches(Target.CIVILIANS)
                        .site("a", place(random))
                        .site("b", place(random))
                        .always()
                        .build(),
                Projects.project("area")
                        .matches(Target.FARM, Target.WATER)
                        .site("site", new SiteRectangle(place(random), 30, 12, random.nextInt(180)), 5)
                        .always()
                        .build(),
                line.build(),
                Projects.project("nowhere").always().build());
    }

    /** Anywhere in the country of boxes. */
    public static GeoPoint place(Random random) {
        return new GeoPoint(12 + 4 * random.nextDouble(), -12 + 11 * random.nextDouble());
    }

    private Revision next() {
        int dice = random.nextInt(10);
        if (revisions.isEmpty() || dice < 5) {
            return body("test:" + reports++);
        }
        Revision earlier = revisions.get(random.nextInt(revisions.size()));
        if (dice == 5) {
            return earlier;
        }
        if (dice == 6) {
            return Reports.retraction(earlier.id().toString(), now);
        }
        return body(earlier.id().toString());
    }

    private Revision body(String id) {
        Instant to = now.minus(Duration.ofMinutes(random.nextInt(4) == 0 ? 0 : random.nextInt(200_000)));
        Instant from = to.minus(Duration.ofDays(random.nextInt(3) == 0 ? random.nextInt(30) : 0));
        Reports report = Reports.report(id)
                // A third of them are written down while their span is still running.
                .between(from, random.nextInt(3) == 0 ? to.plus(Duration.ofHours(random.nextInt(48))) : to)
                .type(TYPES[random.nextInt(TYPES.length)])
                .targets(TARGETS[random.nextInt(TARGETS.length)], TARGETS[random.nextInt(TARGETS.length)])
                .at(place(random))
                .fatalities(random.nextInt(3) == 0 ? random.nextInt(40) : 0)
                .injured(random.nextInt(5))
                .abducted(random.nextInt(6) == 0 ? random.nextInt(6) : 0)
                .confidence(random.nextDouble());
        switch (random.nextInt(8)) {
            case 0 -> report.within(Extent.ADM1, "Mopti", 98);
            case 1 -> report.within(Extent.ADM2, "Kayes", 40);
            case 2 -> report.within(Extent.COUNTRY, null, 200);
            default -> report.uncertaintyKm(random.nextInt(3) == 0 ? 0 : 30 * random.nextDouble());
        }
        return report.learnt(now);
    }
}
