package io.riskmonitor.bench;

import io.riskmonitor.incident.Extent;
import io.riskmonitor.incident.IncidentType;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.testing.Reports;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * An endless log of SIMULATED revisions, the same for the same seed and beginning: 86 in 100 are new reports all over southern and
 * central Mali, 10 correct an earlier one, 3 retract one, one new report in ten knows its region only, and all are of the last
 * ten years. Each is learnt a millisecond after the one before, so which revision stands is never a matter of chance.
 */
public final class Workload {
    private static final IncidentType[] TYPES = IncidentType.values();
    private static final List<String> REGIONS = List.of("Mopti", "Gao", "Kayes", "Sikasso", "Tombouctou");
    /** As of a history that is loaded: of sixty thousand in the last days alone each would be one more of thousands in an alert. */
    private static final int OLDEST_SECONDS = 10 * 365 * 24 * 3600;

    private final Random random;
    private final Instant from;
    private int reports;
    private int told;

    /** @param from when the first is learnt */
    public Workload(long seed, Instant from) {
        this.random = new Random(seed);
        this.from = from;
    }

    public Revision next() {
        Instant now = from.plusMillis(told++);
        int dice = random.nextInt(100);
        if (reports > 0 && dice < 3) {
            return Reports.retraction(earlier(), now);
        }
        return body(reports > 0 && dice < 14 ? earlier() : "bench:" + reports++, now);
    }

    private String earlier() {
        return "bench:" + random.nextInt(reports);
    }

    private Revision body(String id, Instant now) {
        Reports report = Reports.report(id)
                .type(TYPES[random.nextInt(TYPES.length)])
                .at(11 + 5 * random.nextDouble(), -11 + 10 * random.nextDouble())
                .on(now.minusSeconds(random.nextInt(OLDEST_SECONDS)))
                .fatalities(random.nextInt(10));
        if (random.nextInt(10) == 0) {
            report.within(Extent.ADM1, REGIONS.get(random.nextInt(REGIONS.size())), 100);
        } else {
            report.uncertaintyKm(random.nextInt(20));
        }
        return report.learnt(now);
    }
}
