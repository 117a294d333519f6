package io.riskmonitor.replay;

import io.riskmonitor.forecast.EventHistory;
import io.riskmonitor.forecast.ForecastTerms;
import io.riskmonitor.geo.RegionIndex;
import io.riskmonitor.incident.Incident;
import io.riskmonitor.registry.Project;
import io.riskmonitor.registry.SiteIndex;
import io.riskmonitor.risk.Attribution;
import io.riskmonitor.risk.Contribution;
import io.riskmonitor.risk.SubjectId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A history as the monitor's own regions and sites see it: through the very contributions that it would have scored.
 *
 * @param contributions ordered by the end of their incidents
 */
public record ContributionHistory(List<Contribution> contributions) {
    /** Of an event known so vaguely no single site can say that it happened there. */
    private static final double VAGUE_KM = 30;

    private static final double MORE_LIKELY_THAN_NOT = 0.5;

    public ContributionHistory {
        contributions = List.copyOf(contributions);
    }

    public static ContributionHistory of(List<Incident> incidents, Attribution attribution, SiteIndex sites) {
        return new ContributionHistory(incidents.stream()
                .flatMap(incident -> attribution.contributions(incident, sites).stream())
                .sorted(Comparator.comparing(Contribution::occurredTo))
                .toList());
    }

    /** The lethal incidents and abductions as regions see them; at home in the one where they most likely happened. */
    public EventHistory eventsIn(RegionIndex regions) {
        return events(regionSubjects(regions), SubjectId.Kind.REGION);
    }

    /** The same as sites see them; at home in every site within {@value ForecastTerms#SITE_RADIUS_KM} km. */
    public EventHistory eventsNear(Collection<Project> projects) {
        return events(siteSubjects(projects), SubjectId.Kind.PROJECT);
    }

    static List<SubjectId> regionSubjects(RegionIndex regions) {
        return regions.regions().stream().map(r -> SubjectId.region(r.id())).toList();
    }

    static List<SubjectId> siteSubjects(Collection<Project> projects) {
        return projects.stream()
                .flatMap(project -> project.sites().stream().map(site -> SubjectId.site(project.id(), site.id())))
                .toList();
    }

    private EventHistory events(List<SubjectId> subjects, SubjectId.Kind kind) {
        List<EventHistory.Event> events = new ArrayList<>();
        for (Contribution c : contributions) {
            if (c.eventful() && c.subject().kind() == kind) {
                String id = c.subject().toString();
                events.add(new EventHistory.Event(
                        c.occurredTo(), isHome(c) ? id : null, Map.of(id, c.nearness()), Map.of()));
            }
        }
        return new EventHistory(subjects.stream().map(SubjectId::toString).toList(), events);
    }

    private static boolean isHome(Contribution c) {
        Double km = c.distanceKm();
        return km == null
                ? c.nearness() > MORE_LIKELY_THAN_NOT
                : km <= ForecastTerms.SITE_RADIUS_KM && c.uncertaintyKm() <= VAGUE_KM;
    }
}
