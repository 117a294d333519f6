package io.riskmonitor.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.geo.LocalPlane;
import io.riskmonitor.incident.Extent;
import io.riskmonitor.incident.Fatalities;
import io.riskmonitor.incident.IncidentType;
import io.riskmonitor.incident.Likeness;
import io.riskmonitor.incident.Location;
import io.riskmonitor.incident.Matched;
import io.riskmonitor.incident.Report;
import io.riskmonitor.incident.ReportId;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.testing.StandingReports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * How well reports of one event are found: real rows of UCDP, and the same as a second source would report them. The
 * figures are left in {@code target/matching}.
 */
class MatchingRealDataTest {
    private static final String LIPTAKO = "ucdp/ged211_liptako_14col.csv";
    private static final String BURKINA = "ucdp/ged_web_export_burkina_2016_2023.csv";
    private static final Path FIGURES = Path.of("target", "matching");
    private static final int SEEDS = 8;

    private static List<Report> rows(String file, int from, int to) throws IOException {
        return Readings.ofShared(new UcdpAdapter(), file).reports().values().stream()
                .filter(report -> {
                    int year = report.occurredFrom().atZone(ZoneOffset.UTC).getYear();
                    return year >= from && year <= to;
                })
                .filter(MatchingRealDataTest::isLocated)
                .sorted(Comparator.comparing(Report::id))
                .toList();
    }

    /** Known at least to a second-level unit and a week; nobody can tell which of two reports of a region is the other's. */
    private static boolean isLocated(Report report) {
        return report.location().extent().compareTo(Extent.ADM2) <= 0
                && Duration.between(report.occurredFrom(), report.occurredTo()).toDays() <= 7;
    }

    /** As a second source has it: up to two days and ten kilometres off, other counts, one in five places less precise. */
    private static Report retold(Report report, Random random) {
        Location told = report.location();
        double direction = 2 * Math.PI * random.nextDouble();
        double km = 10 * Math.sqrt(random.nextDouble());
        GeoPoint place = new LocalPlane(told.point()).at(km * Math.cos(direction), km * Math.sin(direction));
        double uncertaintyKm = Math.max(told.uncertaintyKm(), 5);
        if (random.nextInt(5) == 0) {
            place = new GeoPoint(Math.rint(place.lat() * 5) / 5, Math.rint(place.lon() * 5) / 5);
            uncertaintyKm = Math.max(uncertaintyKm, 12.5);
        }
        Duration later = Duration.ofDays(random.nextInt(5) - 2);
        int best = report.fatalities().best();
        int dead = best == 0
                ? 0
                : (int) Math.max(0, Math.rint(best * (0.6 + 0.9 * random.nextDouble()) + random.nextDouble() - 0.5));
        List<String> actors =
                report.actors().stream().filter(actor -> random.nextInt(4) > 0).toList();
        IncidentType type = random.nextInt(7) > 0
                ? report.type()
                : report.type() == IncidentType.ARMED_CLASH
                        ? IncidentType.ATTACK_ON_CIVILIANS
                        : IncidentType.ARMED_CLASH;
        return new Report(
                new ReportId("second", report.id().sourceId()),
                type,
                "as the second source says",
                report.targets(),
                report.occurredFrom().plus(later),
                report.occurredTo().plus(later),
                new Location(place, told.extent(), uncertaintyKm, null, null, null, told.country()),
                actors,
                new Fatalities(dead, dead, dead),
                0,
                0,
                report.confidence(),
                "second",
                List.of());
    }

    private record Figures(int right, int wrong, int missed) {
        Figures plus(Figures other) {
            return new Figures(right + other.right, wrong + other.wrong, missed + other.missed);
        }

        double precision() {
            return right / (double) (right + wrong);
        }

        double recall() {
            return right / (double) (right + missed);
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "right %d, wrong %d, missed %d: precision %.3f, recall %.3f",
                    right,
                    wrong,
                    missed,
                    precision(),
                    recall());
        }
    }

    /** Three in five events are told by both sources, one in five by each alone: a quarter of what each tells is unrelated. */
    private static Figures measure(List<Report> rows, long seed) {
        Random random = new Random(seed);
        List<Report> reports = new ArrayList<>();
        Set<String> both = new HashSet<>();
        for (Report row : rows) {
            int dice = random.nextInt(5);
            if (dice < 4) {
                reports.add(row);
            }
            if (dice < 3 || dice == 4) {
                reports.add(retold(row, random));
            }
            if (dice < 3) {
                both.add(row.id().sourceId());
            }
        }
        int right = 0;
        int wrong = 0;
        for (Matched matched : matched(reports).reports()) {
            ReportId partner = matched.partners().get("second");
            if (partner != null) {
                if (partner.sourceId().equals(matched.id().sourceId())) {
                    right++;
                } else {
                    wrong++;
                }
            }
        }
        return new Figures(right, wrong, both.size() - right);
    }

    private static StandingReports matched(Collection<Report> reports) {
        StandingReports standing = new StandingReports();
        reports.forEach(report ->
                standing.take(new Revision(report.id(), Instant.parse("2026-01-01T00:00:00Z"), "test", report)));
        return standing;
    }

    private static Figures measured(String name, List<Report> rows) throws IOException {
        List<String> lines = new ArrayList<>();
        Figures all = new Figures(0, 0, 0);
        for (long seed = 1; seed <= SEEDS; seed++) {
            Figures figures = measure(rows, seed);
            lines.add("seed " + seed + ": " + figures);
            all = all.plus(figures);
        }
        lines.add(rows.size() + " rows, " + SEEDS + " seeds: " + all);
        Files.createDirectories(FIGURES);
        Files.write(FIGURES.resolve(name + ".txt"), lines);
        return all;
    }

    /** The rows that weights and threshold were chosen on. */
    @Test
    void shouldFindPartnersOfTheRowsItWasDevelopedOn() throws IOException {
        Figures figures = measured("liptako-2019-2020", rows(LIPTAKO, 2019, 2020));
        assertThat(figures.precision()).as("%s", figures).isGreaterThanOrEqualTo(0.95);
        assertThat(figures.recall()).as("%s", figures).isGreaterThanOrEqualTo(0.95);
    }

    /** Another country, later years, another layout with precision columns: nothing was chosen on them. */
    @Test
    void shouldFindPartnersOfRowsThatNothingWasChosenOn() throws IOException {
        Figures figures = measured("burkina-2021-2023", rows(BURKINA, 2021, 2023));
        assertThat(figures.precision()).as("%s", figures).isGreaterThanOrEqualTo(0.95);
        assertThat(figures.recall()).as("%s", figures).isGreaterThanOrEqualTo(0.95);
    }

    /** What is matched of two real sources; each pair was looked at by eye and stands in MATCHING.md. */
    @Test
    void shouldMatchTheRealOverlapsOfUcdpAndKikaThatAreListed() throws IOException {
        List<Report> reports = new ArrayList<>(rows(BURKINA, 2016, 2023));
        Set<ReportId> known = new HashSet<>();
        reports.forEach(report -> known.add(report.id()));
        rows(LIPTAKO, 2016, 2020).stream()
                .filter(report -> !known.contains(report.id()))
                .forEach(reports::add);
        reports.addAll(Readings.ofShared(new KikaAdapter(), "insecurity-insight/aidWorkerKIKA.json")
                .reports()
                .values());
        StandingReports standing = matched(reports);
        List<String> lines = new ArrayList<>();
        List<String> pairs = new ArrayList<>();
        for (Matched kika : standing.reports()) {
            ReportId partner = kika.partners().get("ucdp");
            if (partner != null && kika.id().source().equals("kika")) {
                pairs.add(kika.id() + " = " + partner);
                lines.add(line(kika, Objects.requireNonNull(standing.get(partner))));
            } else if (kika.id().source().equals("kika")) {
                standing.reports().stream()
                        .filter(other -> other.id().source().equals("ucdp"))
                        .max(Comparator.comparingDouble(other -> likeness(kika, other)))
                        .filter(other -> likeness(kika, other) > -3)
                        .ifPresent(other -> lines.add("NOT " + line(kika, other)));
            }
        }
        Files.createDirectories(FIGURES);
        Files.write(FIGURES.resolve("ucdp-kika.txt"), lines.stream().sorted().toList());
        String listed = Files.readString(Path.of("src", "docs", "MATCHING.md"));
        assertThat(pairs).isNotEmpty().allSatisfy(pair -> assertThat(listed).contains(pair));
    }

    private static double likeness(Matched a, Matched b) {
        return Likeness.of(
                Objects.requireNonNull(a.revision().body()),
                Objects.requireNonNull(b.revision().body()));
    }

    private static String line(Matched kika, Matched ucdp) {
        return String.format(
                Locale.ROOT,
                "%s = %s, likeness %.1f%n    %s%n    %s",
                kika.id(),
                ucdp.id(),
                likeness(kika, ucdp),
                said(kika),
                said(ucdp));
    }

    private static String said(Matched matched) {
        Report r = Objects.requireNonNull(matched.revision().body());
        return r.occurredFrom() + "/" + r.occurredTo() + " " + r.location().point() + " ±"
                + r.location().uncertaintyKm()
                + (r.location().extent() == Extent.POINT
                        ? ""
                        : " " + r.location().extent()) + " " + r.type() + " "
                + r.actors() + " dead " + r.fatalities().best() + ": " + r.headline();
    }
}
