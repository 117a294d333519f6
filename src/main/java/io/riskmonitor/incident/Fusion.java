package io.riskmonitor.incident;

import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.geo.LocalPlane;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** What several reports of one event tell together; MATCHING.md says why so. */
final class Fusion {
    private Fusion() {}

    /**
     * @param revisions none of them a retraction, the most authoritative first; of one alone comes {@link Incident#of}
     */
    static Incident of(List<Revision> revisions) {
        List<Incident> single = revisions.stream().map(Incident::of).toList();
        Incident first = single.get(0);
        if (single.size() == 1) {
            return first;
        }
        List<Report> reports = single.stream().map(Incident::account).toList();
        Report base = first.account();
        Instant from = latest(single, incident -> incident.account().occurredFrom());
        Instant to = earliest(single, Incident::occurredTo);
        if (to.isBefore(from)) { // the spans do not meet: it was in one of them
            from = earliest(single, incident -> incident.account().occurredFrom());
            to = latest(single, Incident::occurredTo);
        }
        Report account = new Report(
                base.id(),
                base.type(),
                base.sourceType(),
                targets(reports),
                from,
                to,
                place(reports.stream().map(Report::location).toList()),
                all(reports, Report::actors),
                fatalities(reports),
                most(reports, Report::injured),
                most(reports, Report::abducted),
                confidence(reports),
                base.headline(),
                all(reports, Report::references));
        return new Incident(
                first.id(),
                account,
                revisions.stream().map(Revision::id).toList(),
                to,
                latest(single, Incident::recordedAt));
    }

    private static Instant latest(List<Incident> incidents, Function<Incident, Instant> moment) {
        return incidents.stream().map(moment).max(Comparator.naturalOrder()).orElseThrow();
    }

    private static Instant earliest(List<Incident> incidents, Function<Incident, Instant> moment) {
        return incidents.stream().map(moment).min(Comparator.naturalOrder()).orElseThrow();
    }

    /**
     * Of the places of the finest extent the mean, weighted by precision where they are points. Its standard deviation is
     * that of independent errors, and wider where they lie further apart than that (Birge 1932).
     */
    static Location place(List<Location> places) {
        Extent finest = places.stream()
                .map(Location::extent)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        List<Location> fine =
                places.stream().filter(place -> place.extent() == finest).toList();
        Location sharpest = fine.stream()
                .min(Comparator.comparingDouble(Location::uncertaintyKm))
                .orElseThrow();
        if (finest != Extent.POINT || fine.size() == 1 || sharpest.uncertaintyKm() == 0) {
            return sharpest;
        }
        LocalPlane plane = new LocalPlane(sharpest.point());
        double weights = 0;
        double x = 0;
        double y = 0;
        for (Location place : fine) {
            double weight = weight(place);
            weights += weight;
            x += weight * plane.x(place.point());
            y += weight * plane.y(place.point());
        }
        GeoPoint mean = plane.at(x / weights, y / weights);
        double chiSquared = 0;
        for (Location place : fine) {
            double dx = plane.x(place.point()) - x / weights;
            double dy = plane.y(place.point()) - y / weights;
            chiSquared += weight(place) * (dx * dx + dy * dy);
        }
        double birge = Math.max(1, Math.sqrt(chiSquared / (2 * (fine.size() - 1))));
        return new Location(
                mean,
                Extent.POINT,
                birge / Math.sqrt(weights),
                sharpest.placeName(),
                sharpest.adm1(),
                sharpest.adm2(),
                sharpest.country());
    }

    private static double weight(Location place) {
        return 1 / (place.uncertaintyKm() * place.uncertaintyKm());
    }

    /** The most authoritative count of those who count any, between the lowest and the highest that is told. */
    private static Fatalities fatalities(List<Report> reports) {
        List<Fatalities> counts = reports.stream()
                .map(Report::fatalities)
                .filter(count -> count.high() > 0)
                .toList();
        if (counts.isEmpty()) {
            return Fatalities.NONE;
        }
        Fatalities best =
                counts.stream().filter(count -> count.best() > 0).findFirst().orElse(counts.get(0));
        return new Fatalities(
                counts.stream().mapToInt(Fatalities::low).min().orElseThrow(),
                best.best(),
                counts.stream().mapToInt(Fatalities::high).max().orElseThrow());
    }

    /** Each is wrong for reasons of its own. */
    private static double confidence(List<Report> reports) {
        double doubt = 1;
        for (Report report : reports) {
            doubt *= 1 - report.confidence();
        }
        return 1 - doubt;
    }

    private static Set<Target> targets(List<Report> reports) {
        Set<Target> targets = EnumSet.noneOf(Target.class);
        reports.forEach(report -> targets.addAll(report.targets()));
        return targets;
    }

    private static int most(List<Report> reports, ToIntFunction<Report> count) {
        return reports.stream().mapToInt(count).max().orElse(0);
    }

    private static List<String> all(List<Report> reports, Function<Report, Collection<String>> texts) {
        Set<String> all = new LinkedHashSet<>();
        reports.forEach(report -> all.addAll(texts.apply(report)));
        return new ArrayList<>(all);
    }
}
