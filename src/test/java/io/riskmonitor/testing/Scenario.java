package io.riskmonitor.testing;

import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.riskmonitor.alert.AlertAction;
import io.riskmonitor.alert.AlertId;
import io.riskmonitor.alert.AlertRule;
import io.riskmonitor.alert.AlertRules;
import io.riskmonitor.alert.AlertStatus;
import io.riskmonitor.alert.Disposition;
import io.riskmonitor.alert.IncidentChange;
import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.geo.SiteRectangle;
import io.riskmonitor.incident.Extent;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.incident.Target;
import io.riskmonitor.registry.Dimension;
import io.riskmonitor.registry.Indicator;
import io.riskmonitor.registry.IndicatorKind;
import io.riskmonitor.registry.Phase;
import io.riskmonitor.registry.PhaseStatus;
import io.riskmonitor.registry.Project;
import io.riskmonitor.registry.Sector;
import io.riskmonitor.risk.Level;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A story told as data: what is registered and learnt, what time it becomes, and what the monitor must then say. The format
 * stands in the README beside the scenarios.
 */
public record Scenario(
        String name,
        String why,
        @Nullable List<String> needs,
        @Nullable Map<String, LimitData> limits,
        List<Step> steps) {
    private static final Path DIRECTORY = Path.of("src/test/resources/io/riskmonitor/scenarios");
    private static final ObjectReader READER =
            YAMLMapper.builder().addModule(new JavaTimeModule()).build().readerFor(Scenario.class);

    /** What a rule is limited to; what is not given does not matter. */
    public record LimitData(
            @Nullable Set<String> projects,
            @Nullable Set<String> regions,
            @Nullable Set<Sector> sectors) {
        AlertRule.Scope scope() {
            return new AlertRule.Scope(
                    projects == null ? Set.of() : projects,
                    regions == null ? Set.of() : regions,
                    sectors == null ? Set.of() : sectors);
        }
    }

    /** One of them is given. */
    public record Step(
            @Nullable ProjectData register,
            @Nullable String unregister,
            @Nullable ReportData learn,
            @Nullable RetractionData retract,
            @Nullable Instant tick,
            @Nullable ActionData act,
            @Nullable Expectation expect) {
        public Step {
            if (Stream.of(register, unregister, learn, retract, tick, act, expect)
                            .filter(part -> part != null)
                            .count()
                    != 1) {
                throw new IllegalArgumentException(
                        "a step is one of register, unregister, learn, retract, tick, act, expect");
            }
        }
    }

    /** A project; without phases given it is in operation for ever, every indicator 1. */
    public record ProjectData(
            String id,
            @Nullable Set<Target> matches,
            List<SiteData> sites,
            @Nullable List<PhaseData> phases,
            @Nullable Sector sector) {
        public Project project() {
            Projects project = Projects.project(id);
            if (sector != null) {
                project.sector(sector);
            }
            if (matches != null && !matches.isEmpty()) {
                Target[] all = matches.toArray(Target[]::new);
                project.matches(all[0], all);
            }
            sites.forEach(site -> project.site(site.id(), site.label(), site.rectangle(), site.uncertaintyKm()));
            if (phases == null) {
                project.always();
            } else {
                phases.forEach(phase -> project.phase(phase.phase()));
            }
            return project.build();
        }
    }

    /** A point, or with a length a stretch from west to east. */
    public record SiteData(
            String id,
            double lat,
            double lon,
            double lengthKm,
            double widthKm,
            double uncertaintyKm,
            @Nullable String label) {
        SiteRectangle rectangle() {
            return new SiteRectangle(new GeoPoint(lat, lon), lengthKm, widthKm, 0);
        }
    }

    /** A phase whose indicators of a dimension all have that dimension's value. */
    public record PhaseData(
            PhaseStatus status, LocalDate from, @Nullable LocalDate to, double exposure, double vulnerability) {
        Phase phase() {
            List<Indicator> indicators = Arrays.stream(IndicatorKind.values())
                    .map(kind -> new Indicator(
                            kind,
                            kind.dimension() == Dimension.EXPOSURE ? exposure : vulnerability,
                            "a source",
                            "because"))
                    .toList();
            return new Phase(status, from, to, "a source", indicators);
        }
    }

    /** A report as it was learnt; without an end it happened in one moment, without an extent at one point. */
    public record ReportData(
            String id,
            Instant recordedAt,
            Instant occurredFrom,
            @Nullable Instant occurredTo,
            double lat,
            double lon,
            @Nullable Extent extent,
            @Nullable String adm1,
            double uncertaintyKm,
            @Nullable Set<Target> targets,
            int fatalities,
            @Nullable String headline) {
        public Revision revision() {
            Reports report = Reports.report(id)
                    .between(occurredFrom, occurredTo == null ? occurredFrom : occurredTo)
                    .at(lat, lon)
                    .within(extent == null ? Extent.POINT : extent, adm1, uncertaintyKm)
                    .fatalities(fatalities);
            if (headline != null) {
                report.headline(headline);
            }
            if (targets != null && !targets.isEmpty()) {
                Target[] all = targets.toArray(Target[]::new);
                report.targets(all[0], all);
            }
            return report.learnt(recordedAt);
        }
    }

    /** A report that is taken back. */
    public record RetractionData(String id, Instant recordedAt) {}

    /** What must hold at this point; scores by owner, contributions by {@code subject|incident} and then complete. */
    public record Expectation(
            @Nullable Map<String, ScoreData> scores,
            @Nullable Map<String, ContributionData> contributions,
            @Nullable List<String> absent,
            @Nullable Map<String, AlertData> alerts,
            @Nullable List<String> told) {}

    /** What a person does with an alert. */
    public record ActionData(
            String alert,
            Instant at,
            String who,
            AlertAction.Kind kind,
            @Nullable Disposition disposition,
            @Nullable String comment) {
        public AlertAction action() {
            return new AlertAction(AlertId.parse(alert), kind, who, at, disposition, comment);
        }
    }

    /** The fields of an alert that are of interest; evidence by incident, with its share, complete. */
    public record AlertData(
            @Nullable AlertStatus status,
            @Nullable Level level,
            @Nullable Integer revision,
            @Nullable String role,
            @Nullable Map<String, Double> evidence,
            @Nullable List<String> sections,
            @Nullable List<IncidentChange.Kind> changes,
            @Nullable String acknowledgedBy,
            @Nullable Disposition disposition) {}

    /** The fields of a score that are of interest; an {@code unknownBecause} also means no score and no level. */
    public record ScoreData(
            @Nullable Double hazard,
            @Nullable Double hazardScore,
            @Nullable Double score,
            @Nullable Level level,
            @Nullable Double vulnerability,
            @Nullable PhaseStatus phase,
            @Nullable String worstSite,
            @Nullable String unknownBecause,
            @Nullable Long contributions) {}

    /** The fields of a contribution that are of interest. */
    public record ContributionData(
            @Nullable Double severity,
            @Nullable Double nearness,
            @Nullable Double distanceKm,
            @Nullable Double uncertaintyKm,
            @Nullable Double spanDays) {}

    /** The rules that it is told under. */
    public AlertRules rules() {
        AlertRules rules = Rules.needing(needs == null ? List.of() : needs);
        if (limits != null) {
            for (Map.Entry<String, LimitData> limit : limits.entrySet()) {
                rules = Rules.limited(rules, limit.getKey(), limit.getValue().scope());
            }
        }
        return rules;
    }

    /** All scenarios, by file name. */
    public static List<Scenario> all() {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(Scenario::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Scenario read(Path file) {
        try {
            return READER.readValue(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
