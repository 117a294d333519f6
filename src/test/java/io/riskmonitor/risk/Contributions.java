package io.riskmonitor.risk;

import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.incident.Fatalities;
import io.riskmonitor.incident.IncidentType;
import io.riskmonitor.incident.ReportId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Contributions for tests. */
final class Contributions {
    static final Instant START = Instant.parse("2012-01-01T00:00:00Z");

    private Contributions() {}

    static Contribution of(String incident, Instant occurredTo, double spanDays, double severity) {
        return new Contribution(
                SubjectId.region("mopti"),
                incident,
                occurredTo,
                spanDays,
                severity,
                1,
                1,
                null,
                0,
                true,
                IncidentType.ARMED_CLASH,
                "headline",
                null,
                List.of(ReportId.parse(incident)),
                occurredTo,
                new Contribution.Account(
                        new GeoPoint(14, -4),
                        Set.of(),
                        List.of(),
                        Fatalities.NONE,
                        0,
                        0,
                        List.of(),
                        List.of(),
                        List.of()));
    }

    /** Over ten years from {@link #START}. */
    static List<Contribution> random(long seed, int count) {
        Random random = new Random(seed);
        List<Contribution> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Instant at = START.plus(Duration.ofSeconds(random.nextInt(315_360_000)));
            double span = random.nextInt(3) == 0 ? 60 * random.nextDouble() : 0;
            all.add(of("t:" + i, at, span, 5 * random.nextDouble()));
        }
        return all;
    }
}
