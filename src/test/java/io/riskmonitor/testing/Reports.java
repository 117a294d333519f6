package io.riskmonitor.testing;

import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.incident.Extent;
import io.riskmonitor.incident.Fatalities;
import io.riskmonitor.incident.IncidentType;
import io.riskmonitor.incident.Location;
import io.riskmonitor.incident.Report;
import io.riskmonitor.incident.ReportId;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.incident.Target;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Builds reports and their revisions. A report is an armed clash without a death at one exact place and moment until told
 * otherwise, so with {@link Models#plain} its severity is 1.
 */
public final class Reports {
    private final ReportId id;
    private IncidentType type = IncidentType.ARMED_CLASH;
    private Set<Target> targets = Set.of();
    private Instant from = Instant.parse("2020-01-01T00:00:00Z");
    private Instant to = from;
    private GeoPoint point = new GeoPoint(14, -6.5);
    private Extent extent = Extent.POINT;
    private double uncertaintyKm;
    private @Nullable String adm1;
    private int fatalities;
    private int injured;
    private int abducted;
    private double confidence = 1;
    private @Nullable String headline;

    private Reports(ReportId id) {
        this.id = id;
    }

    /** @param id written {@code source:sourceId} */
    public static Reports report(String id) {
        return new Reports(ReportId.parse(id));
    }

    public Reports type(IncidentType value) {
        type = value;
        return this;
    }

    public Reports targets(Target first, Target... more) {
        targets = EnumSet.of(first, more);
        return this;
    }

    /** One moment. */
    public Reports on(Instant moment) {
        return between(moment, moment);
    }

    public Reports between(Instant spanFrom, Instant spanTo) {
        from = spanFrom;
        to = spanTo;
        return this;
    }

    public Reports at(GeoPoint place) {
        point = place;
        return this;
    }

    public Reports at(double lat, double lon) {
        return at(new GeoPoint(lat, lon));
    }

    public Reports uncertaintyKm(double km) {
        uncertaintyKm = km;
        return this;
    }

    /** Known only to a unit of that name; the place is the unit's centroid. */
    public Reports within(Extent unit, @Nullable String adm1Name, double km) {
        extent = unit;
        adm1 = adm1Name;
        uncertaintyKm = km;
        return this;
    }

    public Reports fatalities(int count) {
        fatalities = count;
        return this;
    }

    public Reports injured(int count) {
        injured = count;
        return this;
    }

    public Reports abducted(int count) {
        abducted = count;
        return this;
    }

    public Reports headline(String text) {
        headline = text;
        return this;
    }

    public Reports confidence(double value) {
        confidence = value;
        return this;
    }

    public Report build() {
        return new Report(
                id,
                type,
                "as the source says",
                targets,
                from,
                to,
                new Location(point, extent, uncertaintyKm, "Somewhere", adm1, null, "Mali"),
                List.of("a group"),
                new Fatalities(fatalities, fatalities, fatalities),
                injured,
                abducted,
                confidence,
                headline == null ? "Headline of " + id : headline,
                List.of("https://example.org/" + id.sourceId()));
    }

    /** A revision with this body, learnt at that moment. */
    public Revision learnt(Instant recordedAt) {
        return new Revision(id, recordedAt, "test", build());
    }

    public static Revision retraction(String id, Instant recordedAt) {
        return new Revision(ReportId.parse(id), recordedAt, "test", null);
    }
}
