package io.riskmonitor.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.riskmonitor.incident.Extent;
import io.riskmonitor.incident.Fatalities;
import io.riskmonitor.incident.IncidentType;
import io.riskmonitor.incident.Report;
import io.riskmonitor.testing.SharedData;
import io.riskmonitor.text.CsvRow;
import io.riskmonitor.text.CsvRows;
import io.riskmonitor.text.Utf8Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** UCDP's own files, as they are in the wild. */
class UcdpRealFilesTest {
    private static final String LIPTAKO = "ucdp/ged211_liptako_14col.csv";
    private static final String SAMPLE = "ucdp/ged231_sample1000_49col.csv";
    private static final String WEB_EXPORT = "ucdp/ged_web_export_burkina_2016_2023.csv";
    private static final String BROKEN = "ucdp/candidate_26_0_4_broken_dates.csv";

    private final UcdpAdapter adapter = new UcdpAdapter();

    @Test
    void shouldReadEveryRowWhenFourteenColumns() throws IOException {
        Readings readings = Readings.ofShared(adapter, LIPTAKO);

        assertThat(readings.outcomes()).hasSize(1541);
        assertThat(readings.refusals()).isEmpty();
        assertThat(countries(readings)).isEqualTo(Map.of("Mali", 891L, "Burkina Faso", 392L, "Niger", 258L));
        assertThat(readings.reports().values()).allSatisfy(report -> {
            assertThat(report.location().extent()).isEqualTo(Extent.POINT);
            assertThat(report.location().uncertaintyKm()).isEqualTo(PlacePrecision.NEAR_KM);
            assertThat(Duration.between(report.occurredFrom(), report.occurredTo()))
                    .isEqualTo(Duration.ofDays(1));
        });
    }

    @Test
    void shouldReadEveryRowWhenOfficialLayout() throws IOException {
        Readings readings = Readings.ofShared(adapter, SAMPLE);

        assertThat(readings.outcomes()).hasSize(1000);
        assertThat(readings.refusals()).isEmpty();
        Map<Extent, Long> extents = readings.reports().values().stream()
                .collect(Collectors.groupingBy(report -> report.location().extent(), Collectors.counting()));
        // 475 exact + 232 near + 1 at sea; 140 second-level + those of precision 5 that name a second level;
        // 105 first-level + the other ones of precision 5; 12 country.
        assertThat(extents)
                .isEqualTo(Map.of(Extent.POINT, 708L, Extent.ADM2, 153L, Extent.ADM1, 127L, Extent.COUNTRY, 12L));
    }

    @Test
    void shouldReadEveryRowWhenWebExport() throws IOException {
        Readings readings = Readings.ofShared(adapter, WEB_EXPORT);

        assertThat(readings.outcomes()).hasSize(1504);
        assertThat(readings.refusals()).isEmpty();
        Report first = Objects.requireNonNull(readings.reports().get("497710"));
        assertThat(first.occurredFrom()).isEqualTo("2023-10-06T00:00:00Z");
        assertThat(first.fatalities()).isEqualTo(new Fatalities(0, 0, 12));
        assertThat(first.type()).isEqualTo(IncidentType.ATTACK_ON_CIVILIANS);
        assertThat(first.location().placeName()).isEqualTo("Nouna town");
        assertThat(first.references()).hasSize(2);
    }

    @Test
    void shouldFindTheSurplusFieldAtTheEndWhenWebExport() throws IOException {
        try (InputStream in = Files.newInputStream(SharedData.file(WEB_EXPORT))) {
            String header = Files.readAllLines(SharedData.file(WEB_EXPORT)).get(0);
            assertThat(header.split(",", -1)).hasSize(47);
            CsvRows rows = new CsvRows(Utf8Text.open(in, WEB_EXPORT), WEB_EXPORT);
            int wkt = rows.header().indexOf("geom_wkt");
            int lat = rows.header().indexOf("latitude");
            int lon = rows.header().indexOf("longitude");
            int high = rows.header().indexOf("high_est");
            int count = 0;
            for (@Nullable CsvRow row = rows.next(); row != null; row = rows.next()) {
                // Were the surplus field anywhere but at the end, the names would have slipped against the values.
                assertThat(row.problem()).isNull();
                List<String> fields = row.fields();
                String[] xy =
                        fields.get(wkt).replaceAll("POINT \\((.*)\\)", "$1").split(" ", -1);
                assertThat(Double.parseDouble(xy[0])).isCloseTo(Double.parseDouble(fields.get(lon)), within(1e-4));
                assertThat(Double.parseDouble(xy[1])).isCloseTo(Double.parseDouble(fields.get(lat)), within(1e-4));
                assertThat(fields.get(high)).matches("\\d+");
                assertThat(fields.get(rows.header().indexOf("low_est"))).matches("\\d+");
                count++;
            }
            assertThat(count).isEqualTo(1504);
        }
    }

    @Test
    void shouldRefuseEveryRowNamingDateStartWhenCandidateHasBrokenDates() throws IOException {
        Readings readings = Readings.ofShared(adapter, BROKEN);

        assertThat(readings.accepted()).isEmpty();
        assertThat(readings.refusals()).isEqualTo(Map.of("invalid-date date_start", 1675L));
        assertThat(readings.refused()).allSatisfy(row -> {
            assertThat(row.value()).isEqualTo("00:00.0");
            assertThat(row.message()).contains("date_start", "YYYY-MM-DD", "spreadsheet");
            assertThat(row.reportId()).isPresent();
        });
        assertThat(readings.refused())
                .extracting(RowOutcome.Refused::row)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 1675).mapToObj(Long::valueOf).toList());
    }

    @Test
    void shouldReadCandidateWhenItsDatesAreMended() throws IOException {
        String mended = Files.readString(SharedData.file(BROKEN)).replace("00:00.0", "2026-04-02 00:00:00.000");

        Readings readings = Readings.of(adapter, mended);

        assertThat(readings.outcomes()).hasSize(1675);
        assertThat(readings.refusals()).isEmpty();
        assertThat(readings.reports().values())
                .anySatisfy(report -> assertThat(report.confidence()).isEqualTo(0.95 * 0.9));
    }

    @Test
    void shouldGiveTheSameIdsWhenTwoReleasesShareEvents() throws IOException {
        Map<String, Report> older = Readings.ofShared(adapter, LIPTAKO).reports();
        Map<String, Report> newer = Readings.ofShared(adapter, WEB_EXPORT).reports();

        List<String> shared =
                newer.keySet().stream().filter(older::containsKey).sorted().toList();
        List<String> moved = shared.stream()
                .filter(id -> distance(report(older, id), report(newer, id)) > 1e-4)
                .toList();
        List<String> recounted = shared.stream()
                .filter(id ->
                        !report(older, id).fatalities().equals(report(newer, id).fatalities()))
                .toList();

        assertThat(shared).hasSize(392);
        assertThat(moved).hasSize(20);
        assertThat(recounted).containsExactly("374535");
        assertThat(report(older, "374535").fatalities()).isEqualTo(new Fatalities(0, 0, 3));
        assertThat(report(newer, "374535").fatalities()).isEqualTo(new Fatalities(0, 3, 3));
        assertThat(shared)
                .allSatisfy(id -> assertThat(report(older, id).occurredFrom())
                        .isEqualTo(report(newer, id).occurredFrom()));
    }

    @Test
    void shouldReadTheSameWhenLineEndsAndByteOrderMarkDiffer() throws IOException {
        for (String file : List.of(LIPTAKO, SAMPLE, WEB_EXPORT)) {
            String text = Files.readString(SharedData.file(file));
            Readings asIs = Readings.of(adapter, text);

            Readings withCrLf = Readings.of(adapter, "\uFEFF" + text.replace("\n", "\r\n"));
            Readings withCr = Readings.of(adapter, text.replace('\n', '\r'));

            assertThat(withCrLf).isEqualTo(asIs);
            assertThat(withCr).isEqualTo(asIs);
        }
    }

    @Test
    void shouldLoseOnlyTheCutRowWhenFileIsTruncatedAnywhere() throws IOException {
        byte[] whole = Files.readAllBytes(SharedData.file(WEB_EXPORT));
        List<RowOutcome> all = Readings.of(adapter, whole, null).outcomes();
        for (int length = 2_000; length < whole.length; length += 26_119) {
            byte[] cut = Arrays.copyOf(whole, length);

            Readings readings = Readings.of(adapter, cut, null);

            int read = readings.accepted().size();
            assertThat(readings.accepted()).as("cut at byte %d", length).isEqualTo(all.subList(0, read));
            assertThat(readings.refused())
                    .as("cut at byte %d", length)
                    .isNotEmpty()
                    .allSatisfy(row -> assertThat(row.row()).isGreaterThan(read));
        }
    }

    private static Map<String, Long> countries(Readings readings) {
        return readings.reports().values().stream()
                .collect(Collectors.groupingBy(
                        report -> Objects.requireNonNull(report.location().country()), Collectors.counting()));
    }

    private static Report report(Map<String, Report> reports, String id) {
        return Objects.requireNonNull(reports.get(id));
    }

    private static double distance(Report a, Report b) {
        return StrictMath.hypot(
                a.location().point().lat() - b.location().point().lat(),
                a.location().point().lon() - b.location().point().lon());
    }
}
