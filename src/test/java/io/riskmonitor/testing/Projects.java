package io.riskmonitor.testing;

import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.geo.Names;
import io.riskmonitor.geo.SiteRectangle;
import io.riskmonitor.incident.Target;
import io.riskmonitor.registry.Indicator;
import io.riskmonitor.registry.IndicatorKind;
import io.riskmonitor.registry.Phase;
import io.riskmonitor.registry.PhaseStatus;
import io.riskmonitor.registry.Project;
import io.riskmonitor.registry.Sector;
import io.riskmonitor.registry.Site;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds projects: without a place or a phase until told otherwise. */
public final class Projects {
    private final String id;
    private Set<Target> matches = Set.of();
    private Sector sector = Sector.OTHER;
    private final List<Site> sites = new ArrayList<>();
    private final List<Phase> phases = new ArrayList<>();

    private @Nullable Names names;

    private Projects(String id) {
        this.id = id;
    }

    public static Projects project(String id) {
        return new Projects(id);
    }

    public Projects matches(Target first, Target... more) {
        matches = EnumSet.of(first, more);
        return this;
    }

    /** A point that is known exactly. */
    public Projects site(String siteId, GeoPoint point) {
        return site(siteId, SiteRectangle.point(point), 0);
    }

    public Projects site(String siteId, SiteRectangle rectangle, double uncertaintyKm) {
        return site(siteId, null, rectangle, uncertaintyKm);
    }

    public Projects site(String siteId, @Nullable String label, SiteRectangle rectangle, double uncertaintyKm) {
        sites.add(new Site(siteId, label == null ? "Site " + siteId : label, rectangle, uncertaintyKm));
        return this;
    }

    /** Otherwise it is called by its id, in all languages. */
    public Projects names(Names value) {
        names = value;
        return this;
    }

    public Projects sector(Sector value) {
        sector = value;
        return this;
    }

    /** A phase in which every indicator has that value. */
    public Projects phase(PhaseStatus status, String from, @Nullable String to, double indicators) {
        phases.add(new Phase(
                status,
                LocalDate.parse(from),
                to == null ? null : LocalDate.parse(to),
                "a source",
                Arrays.stream(IndicatorKind.values())
                        .map(kind -> new Indicator(kind, indicators, "a source", "because"))
                        .toList()));
        return this;
    }

    public Projects phase(Phase phase) {
        phases.add(phase);
        return this;
    }

    /** In operation since 1990, every indicator 1: its risk is {@code 100·cbrt(hazardScore/100)}. */
    public Projects always() {
        return phase(PhaseStatus.OPERATIONAL, "1990-01-01", null, 1);
    }

    public Project build() {
        return new Project(
                id,
                names == null ? new Names(id, id, id) : names,
                sector,
                null,
                matches,
                sites,
                phases,
                List.of(new Project.Fact("it stands", "a source")));
    }
}
