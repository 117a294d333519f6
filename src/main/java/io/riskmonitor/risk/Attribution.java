package io.riskmonitor.risk;

import io.riskmonitor.geo.RegionIndex;
import io.riskmonitor.incident.Extent;
import io.riskmonitor.incident.Incident;
import io.riskmonitor.incident.IncidentType;
import io.riskmonitor.incident.Location;
import io.riskmonitor.incident.Report;
import io.riskmonitor.registry.Interests;
import io.riskmonitor.registry.Project;
import io.riskmonitor.registry.Site;
import io.riskmonitor.registry.SiteIndex;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who an incident concerns: its contributions to regions, to the sites of projects, and of some to the country. */
public final class Attribution {
    /** The one country that is watched. */
    public static final SubjectId COUNTRY = SubjectId.country("mali");

    private static final double MILLIS_PER_DAY = Duration.ofDays(1).toMillis();

    private static final Interests.Named NOBODY = new Interests.Named(Set.of(), Set.of());

    private final RiskModel model;
    private final RegionIndex regions;
    private final Interests interests;

    public Attribution(RiskModel model, RegionIndex regions) {
        this(model, regions, Interests.ofNationals());
    }

    /** @param interests what an incident concerns wherever in the country it happens */
    public Attribution(RiskModel model, RegionIndex regions, Interests interests) {
        this.model = model;
        this.regions = regions;
        this.interests = interests;
    }

    /** Contributions to every region that the incident may lie in and every site it is near to, ordered by subject. */
    public List<Contribution> contributions(Incident incident, SiteIndex sites) {
        List<Contribution> all = new ArrayList<>();
        double severity = model.severity().severity(incident.account());
        if (severity == 0) {
            return all;
        }
        regionProbabilities(incident.account().location())
                .forEach((region, p) -> all.add(contribution(
                        incident,
                        SubjectId.region(region),
                        severity,
                        1,
                        p,
                        null,
                        incident.account().location().uncertaintyKm(),
                        NOBODY)));
        if (interests.concern(incident.account())) {
            all.add(contribution(
                    incident,
                    COUNTRY,
                    severity,
                    1,
                    1,
                    null,
                    incident.account().location().uncertaintyKm(),
                    interests.named(incident.account())));
        }
        Location place = incident.account().location();
        for (SiteIndex.ProjectSite near :
                sites.near(place.point(), model.kernel().reachKm(place.uncertaintyKm()))) {
            toSite(incident, severity, near.project(), near.site()).ifPresent(all::add);
        }
        all.sort((a, b) -> a.subject().compareTo(b.subject()));
        return all;
    }

    /** Whether any of the sites may be near enough to be concerned; false is certain, true is not. */
    public boolean mayConcern(Incident incident, SiteIndex sites) {
        Location place = incident.account().location();
        return !sites.near(place.point(), model.kernel().reachKm(place.uncertaintyKm()))
                .isEmpty();
    }

    private Optional<Contribution> toSite(Incident incident, double severity, Project project, Site site) {
        Report account = incident.account();
        // The place and the site are uncertain independently, so their variances add.
        double sigma = StrictMath.hypot(account.location().uncertaintyKm(), site.uncertaintyKm());
        double g = model.kernel().nearness(account.location().point(), sigma, site.rectangle());
        if (g < model.kernel().cutoff()) {
            return Optional.empty();
        }
        return Optional.of(contribution(
                incident,
                SubjectId.site(project.id(), site.id()),
                severity,
                model.affinity().affinity(account.targets(), project.matches()),
                Math.min(1, g),
                site.rectangle().distanceKm(account.location().point()),
                sigma,
                NOBODY));
    }

    /** P(incident in region) by region id, DESIGN section 6: a unit named is that unit, never its centroid's surroundings. */
    Map<String, Double> regionProbabilities(Location place) {
        boolean inside = regions.containing(place.point()).isPresent();
        if (place.extent() == Extent.COUNTRY) {
            return inside ? regions.areaShares() : Map.of();
        }
        if (place.extent() != Extent.POINT && place.adm1() != null && inside) {
            Optional<Map<String, Double>> named = regions.named(place.adm1()).map(r -> Map.of(r.id(), 1.0));
            if (named.isPresent()) {
                return named.get();
            }
        }
        return regions.probabilities(place.point(), place.uncertaintyKm());
    }

    private static Contribution contribution(
            Incident incident,
            SubjectId subject,
            double severity,
            double affinity,
            double nearness,
            @Nullable Double distanceKm,
            double uncertaintyKm,
            Interests.Named named) {
        Report account = incident.account();
        double span =
                Duration.between(account.occurredFrom(), incident.occurredTo()).toMillis() / MILLIS_PER_DAY;
        return new Contribution(
                subject,
                incident.id(),
                incident.occurredTo(),
                span,
                severity,
                affinity,
                nearness,
                distanceKm,
                uncertaintyKm,
                account.fatalities().best() > 0 || account.type() == IncidentType.ABDUCTION || account.abducted() > 0,
                account.type(),
                account.headline(),
                account.location().placeName(),
                incident.reports(),
                incident.recordedAt(),
                new Contribution.Account(
                        account.location().point(),
                        account.targets(),
                        account.actors(),
                        account.fatalities(),
                        account.injured(),
                        account.abducted(),
                        account.references(),
                        named.firms().stream().sorted().toList(),
                        named.projects().stream().sorted().toList()));
    }
}
