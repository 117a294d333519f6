package io.riskmonitor.notify;

import io.riskmonitor.alert.Alert;
import io.riskmonitor.alert.IncidentChange;
import io.riskmonitor.alert.LineSection;
import io.riskmonitor.alert.ScoreMove;
import io.riskmonitor.geo.Names;
import io.riskmonitor.geo.Region;
import io.riskmonitor.geo.RegionIndex;
import io.riskmonitor.incident.ReportId;
import io.riskmonitor.registry.Interests;
import io.riskmonitor.registry.Project;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes bulletins of alerts: gives projects, regions and places their names in three languages. */
public final class AlertReader {
    private static final Names COUNTRY = new Names("Mali", "Mali", "马里");
    private static final String SIMULATED = "simulated";

    private final ProjectLookup projects;
    private final RegionIndex regions;
    private final Map<String, Names> firms;
    private final Translations translations = new Translations();

    /** @param firms that alerts may name */
    public AlertReader(ProjectLookup projects, RegionIndex regions, Collection<Interests.Firm> firms) {
        this.projects = projects;
        this.regions = regions;
        this.firms = firms.stream().collect(Collectors.toMap(Interests.Firm::id, Interests.Firm::title));
    }

    Bulletin read(Alert alert) {
        List<Evidence> evidence = alert.evidence().stream().map(this::evidence).toList();
        String kind = alert.subject().substring(0, alert.subject().indexOf('/'));
        String id = alert.subject().substring(kind.length() + 1);
        Set<String> concerned = new LinkedHashSet<>(alert.projects());
        if (kind.equals("project")) {
            concerned.add(id);
        }
        ScoreMove score = alert.score();
        return new Bulletin(
                alert.id().toString(),
                alert.revision(),
                alert.kind(),
                alert.status(),
                alert.feed() == null ? alert.level() : null,
                subject(kind, id, evidence),
                concerned,
                regionsOf(kind, id, alert),
                alert.projects().stream()
                        .flatMap(project -> projects.find(project).stream())
                        .map(Project::names)
                        .toList(),
                alert.firms().stream().map(this::firm).toList(),
                alert.raisedAt(),
                alert.updatedAt(),
                alert.isLive() ? null : alert.updatedAt(),
                score == null ? null : score.before(),
                score == null ? null : score.after(),
                evidence,
                alert.otherIncidents(),
                alert.otherShare(),
                section(alert.sections()),
                alert.role(),
                change(alert.changes()),
                alert.modelVersion(),
                alert.evidence().stream().flatMap(e -> e.reports().stream()).anyMatch(AlertReader::isSimulated));
    }

    private static boolean isSimulated(ReportId report) {
        return report.source().equals(SIMULATED);
    }

    private Names subject(String kind, String id, List<Evidence> evidence) {
        if (kind.equals("project")) {
            return projects.find(id).map(Project::names).orElseGet(() -> AlertSheet.untranslated(id));
        }
        if (kind.equals("region")) {
            return regions.byId(id).map(Region::names).orElseGet(() -> AlertSheet.untranslated(id));
        }
        if (kind.equals("country")) {
            return evidence.isEmpty() ? COUNTRY : evidence.get(0).place();
        }
        if (kind.equals("feed")) {
            return new Names(
                    Phrases.of(Language.EN).feed(id),
                    Phrases.of(Language.FR).feed(id),
                    Phrases.of(Language.ZH).feed(id));
        }
        return AlertSheet.untranslated(id);
    }

    private Names firm(String id) {
        return firms.getOrDefault(id, AlertSheet.untranslated(id));
    }

    /** A project's own region, and those in which its incidents lie. */
    private Set<String> regionsOf(String kind, String id, Alert alert) {
        Set<String> found = new LinkedHashSet<>();
        if (kind.equals("region")) {
            found.add(id);
        }
        if (kind.equals("project")) {
            projects.find(id).map(Project::regionId).ifPresent(found::add);
        }
        alert.evidence().forEach(e -> regions.containing(e.place()).ifPresent(region -> found.add(region.id())));
        return found;
    }

    private Evidence evidence(io.riskmonitor.alert.Evidence e) {
        List<String> ids = new ArrayList<>();
        e.reports().forEach(report -> ids.add(report.sourceId()));
        Names headline = translated(ids, "headline", e.headline());
        Instant from = e.occurredTo()
                .minus(Duration.ofMillis(
                        Math.round(e.spanDays() * Duration.ofDays(1).toMillis())));
        return new Evidence(
                e.incidentId(),
                e.type(),
                from,
                e.occurredTo(),
                place(ids, e),
                headline == null ? AlertSheet.untranslated(e.headline()) : headline,
                headline == null,
                e.place().lat(),
                e.place().lon(),
                e.uncertaintyKm(),
                e.distanceKm(),
                e.share(),
                e.fatalities(),
                e.injured(),
                e.abducted(),
                e.references());
    }

    private Names place(List<String> ids, io.riskmonitor.alert.Evidence e) {
        String name = e.placeName();
        if (name == null) {
            return regions.containing(e.place()).map(Region::names).orElse(COUNTRY);
        }
        Names translated = translated(ids, "place", name);
        // A place that is called as a region is, such as Bamako or Gao, has that name in every language.
        return translated != null
                ? translated
                : regions.named(name).map(Region::names).orElseGet(() -> translations.place(name));
    }

    private @Nullable Names translated(List<String> sourceIds, String part, String english) {
        return sourceIds.stream()
                .flatMap(id -> translations.of(id, part, english).stream())
                .findFirst()
                .orElse(null);
    }

    private Bulletin.@Nullable Section section(List<LineSection> sections) {
        if (sections.isEmpty()) {
            return null;
        }
        LineSection worst = sections.get(0);
        Double from = worst.fromKm();
        Double to = worst.toKm();
        return from == null || to == null ? null : new Bulletin.Section(from, to, between(worst));
    }

    /** The stations at either end; Chinese joins places by a longer dash. */
    private Names between(LineSection section) {
        if (section.stations().isEmpty()) {
            return AlertSheet.untranslated(section.label());
        }
        List<Names> ends = section.stations().stream().map(translations::place).toList();
        return new Names(
                ends.stream().map(Names::en).collect(Collectors.joining("–")),
                ends.stream().map(Names::fr).collect(Collectors.joining("–")),
                ends.stream().map(Names::zh).collect(Collectors.joining("—")));
    }

    private static Bulletin.@Nullable Change change(List<IncidentChange> changes) {
        if (changes.isEmpty()) {
            return null;
        }
        IncidentChange change = changes.get(0);
        Instant dated = change.occurredAfter();
        return switch (change.kind()) {
            case WITHDRAWN -> new Bulletin.Change(Bulletin.ChangeKind.RETRACTED, null, null);
            case MOVED ->
                change.distanceKmAfter() == null
                        ? new Bulletin.Change(Bulletin.ChangeKind.OTHER, null, null)
                        : new Bulletin.Change(Bulletin.ChangeKind.MOVED, change.distanceKmAfter(), null);
            case REDATED ->
                dated == null
                        ? new Bulletin.Change(Bulletin.ChangeKind.OTHER, null, null)
                        : new Bulletin.Change(Bulletin.ChangeKind.REDATED, null, dated);
            case REDUCED -> new Bulletin.Change(Bulletin.ChangeKind.REDUCED, null, null);
            case RESTATED -> new Bulletin.Change(Bulletin.ChangeKind.OTHER, null, null);
        };
    }
}
