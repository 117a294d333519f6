package io.riskmonitor.notify;

import io.riskmonitor.alert.Alert;
import io.riskmonitor.alert.AlertId;
import io.riskmonitor.alert.AlertKind;
import io.riskmonitor.alert.AlertStatus;
import io.riskmonitor.alert.Evidence;
import io.riskmonitor.alert.FeedSilence;
import io.riskmonitor.alert.IncidentChange;
import io.riskmonitor.alert.LineSection;
import io.riskmonitor.alert.ScoreMove;
import io.riskmonitor.config.AlertRulesFile;
import io.riskmonitor.config.RegistryFile;
import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.incident.Fatalities;
import io.riskmonitor.incident.IncidentType;
import io.riskmonitor.incident.ReportId;
import io.riskmonitor.incident.Target;
import io.riskmonitor.registry.Project;
import io.riskmonitor.risk.Level;
import io.riskmonitor.testing.FakeRegionIndex;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One alert of each kind, as the topic would hold it, at each point of its life; about projects of the built-in registry. */
final class AlertSamples {
    static final List<Project> REGISTRY = RegistryFile.builtIn().projects();
    static final AlertReader READER = new AlertReader(
            ProjectLookup.in(REGISTRY),
            FakeRegionIndex.mali(),
            AlertRulesFile.builtIn().firms());
    static final Instant RAISED = Instant.parse("2018-04-03T10:00:00Z");
    private static final String LINE = "bamako-dakar-railway";
    private static final Instant RADISSON = Instant.parse("2015-11-21T00:00:00Z");

    private static final Evidence AMBUSH = new Evidence(
            "desk:18-31",
            IncidentType.IED_OR_MINE,
            Instant.parse("2018-04-03T07:30:00Z"),
            0,
            "Lorry of the sugar mill hits a mine",
            "Siribala",
            new GeoPoint(14.06, -6.05),
            "fields",
            6.4,
            2,
            Set.of(Target.FARM),
            List.of(),
            new Fatalities(1, 1, 2),
            2,
            0,
            0.8,
            1,
            List.of(ReportId.parse("desk:18-31")),
            List.of("https://example.org/report?id=31&page=2"),
            Instant.parse("2018-04-03T09:50:00Z"));

    private AlertSamples() {}

    /** The alert as it is when it comes to a status, by way of those before. */
    static Alert of(AlertKind kind, AlertStatus status) {
        return of(kind, status, evidence(kind));
    }

    static Alert simulated(AlertStatus status) {
        return of(
                AlertKind.PROXIMITY,
                status,
                List.of(reported(AMBUSH, List.of(ReportId.parse("simulated:1")), AMBUSH.headline())));
    }

    /** With what XML has no place for in the headline. */
    static Alert hostile() {
        return of(
                AlertKind.PROXIMITY,
                AlertStatus.OPEN,
                List.of(reported(
                        AMBUSH, List.of(ReportId.parse("desk:1")), "<b>Mine & lorry</b> ]]> \u0007\ufffe\ud800 end")));
    }

    /** With more incidents behind it than an alert shows. */
    static Alert crowded() {
        List<Evidence> shown = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            shown.add(share(i % 2 == 0 ? AMBUSH : clash(), i == 0 ? 0.21 : 0.03, null, null));
        }
        return of(AlertKind.LEVEL, AlertStatus.UPDATED, shown, 37, 0.22);
    }

    static Alert twiceReported() {
        return of(
                AlertKind.PROXIMITY,
                AlertStatus.OPEN,
                List.of(reported(
                        AMBUSH,
                        List.of(ReportId.parse("desk:18-31"), ReportId.parse("acled:MLI1")),
                        AMBUSH.headline())));
    }

    private static int revision(AlertStatus status) {
        return switch (status) {
            case OPEN -> 1;
            case UPDATED -> 2;
            case ESCALATED -> 3;
            case ACKNOWLEDGED -> 4;
            case CLOSED, RECALLED -> 5;
        };
    }

    private static Alert of(AlertKind kind, AlertStatus status, List<Evidence> evidence) {
        return of(kind, status, evidence, 0, 0);
    }

    private static Alert of(
            AlertKind kind, AlertStatus status, List<Evidence> evidence, int otherIncidents, double otherShare) {
        Instant raised = kind == AlertKind.TARGETED ? RADISSON : RAISED;
        int revision = revision(status);
        boolean ofFeed = kind == AlertKind.STALE_FEED;
        Level level = kind == AlertKind.TARGETED ? Level.CRITICAL : ofFeed ? Level.SUBSTANTIAL : Level.HIGH;
        boolean over = status == AlertStatus.CLOSED || status == AlertStatus.RECALLED;
        return new Alert(
                new AlertId(subject(kind), kind, kind.word(), 1),
                kind,
                subject(kind),
                status,
                level,
                revision,
                raised,
                raised.plus(Duration.ofHours(2L * (revision - 1))),
                evidence.isEmpty() ? kind.word() : evidence.get(0).headline(),
                kind.word(),
                "1",
                "2026-11",
                status == AlertStatus.ESCALATED ? "head-of-security" : "risk-officer",
                status == AlertStatus.ESCALATED ? 1 : 0,
                null,
                null,
                evidence,
                otherIncidents,
                otherShare,
                ofFeed || kind == AlertKind.TARGETED
                        ? null
                        : over
                                ? new ScoreMove(58.6, 31.4, Level.SUBSTANTIAL, Level.MODERATE)
                                : new ScoreMove(31.4, 61.8, Level.MODERATE, Level.HIGH),
                kind == AlertKind.CORRIDOR
                        ? List.of(new LineSection(
                                "03", "km 75–100 Diamou–Mahina", 75.0, 100.0, List.of("Diamou", "Mahina")))
                        : List.of(),
                kind == AlertKind.TARGETED ? List.of(LINE) : List.of(),
                kind == AlertKind.TARGETED ? List.of("crcc") : List.of(),
                status == AlertStatus.RECALLED ? List.of(change(kind, raised)) : List.of(),
                null,
                null,
                List.of(),
                ofFeed ? new FeedSilence("acled", raised.minus(Duration.ofDays(12)), 216, 31) : null);
    }

    private static String subject(AlertKind kind) {
        return switch (kind) {
            case PROXIMITY, SURGE -> "project/n-sukala";
            case TARGETED -> "country/mali";
            case LEVEL -> "region/segou";
            case CORRIDOR -> "project/" + LINE;
            case STALE_FEED -> "feed/acled";
        };
    }

    private static List<Evidence> evidence(AlertKind kind) {
        return switch (kind) {
            case PROXIMITY -> List.of(AMBUSH);
            case TARGETED -> List.of(radisson());
            case LEVEL -> List.of(share(AMBUSH, 0.62, null, null), share(clash(), 0.38, null, null));
            case SURGE -> List.of(share(AMBUSH, 0.7, "fields", 6.4), share(clash(), 0.3, "fields", 21.7));
            case CORRIDOR -> List.of(sabotage());
            case STALE_FEED -> List.of();
        };
    }

    private static Evidence clash() {
        return new Evidence(
                "ucdp:224",
                IncidentType.ARMED_CLASH,
                Instant.parse("2018-04-01T00:00:00Z"),
                3,
                "Army patrol ambushed",
                "Niono",
                new GeoPoint(14.25, -5.99),
                null,
                null,
                5,
                Set.of(Target.SECURITY_FORCES),
                List.of("JNIM"),
                new Fatalities(4, 5, 6),
                0,
                0,
                0.3,
                0.3,
                List.of(ReportId.parse("ucdp:224")),
                List.of("Press agency, 2 April 2018"),
                Instant.parse("2018-04-02T09:00:00Z"));
    }

    private static Evidence sabotage() {
        return new Evidence(
                "desk:18-40",
                IncidentType.LOOTING_OR_SABOTAGE,
                Instant.parse("2018-04-03T00:00:00Z"),
                1,
                "Rails taken up",
                "Galougo",
                new GeoPoint(13.83, -11.05),
                "03",
                0.6,
                0.3,
                Set.of(Target.RAIL),
                List.of(),
                Fatalities.NONE,
                0,
                0,
                0.5,
                1,
                List.of(ReportId.parse("desk:18-40")),
                List.of("Station master of Mahina, by telephone"),
                Instant.parse("2018-04-03T09:00:00Z"));
    }

    private static Evidence radisson() {
        return new Evidence(
                "history:2015-11-20-radisson-blu",
                IncidentType.ATTACK_ON_CIVILIANS,
                RADISSON,
                1,
                "Gunmen storm the Radisson Blu in Bamako; three executives of China Railway Construction Corporation among"
                        + " at least 20 dead",
                "Hotel Radisson Blu, Bamako",
                new GeoPoint(12.637, -8.027),
                null,
                null,
                1,
                Set.of(Target.CHINESE_NATIONALS),
                List.of("al-Murabitun", "AQIM"),
                new Fatalities(20, 20, 22),
                0,
                0,
                3.9,
                1,
                List.of(ReportId.parse("history:2015-11-20-radisson-blu")),
                List.of("Benabdallah & Large 2020, CARI Working Paper 40"),
                RADISSON);
    }

    private static IncidentChange change(AlertKind kind, Instant raised) {
        Instant at = raised.plus(Duration.ofHours(8));
        return switch (kind) {
            case PROXIMITY ->
                new IncidentChange(
                        "desk:18-31", IncidentChange.Kind.MOVED, at, "mine", 6.4, 81.7, null, null, 0.8, 0.0);
            case TARGETED, STALE_FEED ->
                new IncidentChange("x", IncidentChange.Kind.RESTATED, at, "x", null, null, null, null, 1.0, 0.5);
            case LEVEL ->
                new IncidentChange("x", IncidentChange.Kind.REDUCED, at, "x", null, null, null, null, 1.0, 0.5);
            case SURGE ->
                new IncidentChange(
                        "x",
                        IncidentChange.Kind.REDATED,
                        at,
                        "x",
                        null,
                        null,
                        raised,
                        Instant.parse("2017-04-03T00:00:00Z"),
                        1.0,
                        0.1);
            case CORRIDOR ->
                new IncidentChange("x", IncidentChange.Kind.WITHDRAWN, at, "x", 0.6, null, null, null, 1.0, null);
        };
    }

    private static Evidence share(Evidence e, double share, @Nullable String site, @Nullable Double distanceKm) {
        return copy(e, e.headline(), site, distanceKm, share, e.reports());
    }

    private static Evidence reported(Evidence e, List<ReportId> reports, String headline) {
        return copy(e, headline, e.site(), e.distanceKm(), e.share(), reports);
    }

    private static Evidence copy(
            Evidence e,
            String headline,
            @Nullable String site,
            @Nullable Double distanceKm,
            double share,
            List<ReportId> reports) {
        return new Evidence(
                e.incidentId(),
                e.type(),
                e.occurredTo(),
                e.spanDays(),
                headline,
                e.placeName(),
                e.place(),
                site,
                distanceKm,
                e.uncertaintyKm(),
                e.targets(),
                e.actors(),
                e.fatalities(),
                e.injured(),
                e.abducted(),
                e.amount(),
                share,
                reports,
                e.references(),
                e.recordedAt());
    }
}
