package io.riskmonitor.feed;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.geo.LocalPlane;
import io.riskmonitor.incident.IncidentType;
import io.riskmonitor.incident.Report;
import io.riskmonitor.incident.Target;
import io.riskmonitor.testing.FakeRegionIndex;
import io.riskmonitor.testing.SharedData;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The built-in history, and its lethal rows against UCDP's own file. */
class HistoryTest {
    private static final String HISTORY = "/io/riskmonitor/history/mali-2012-2020.csv";
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String CITATION = "UCDP GED 21.1 event ";
    private static final int DAYS = 3;
    private static final double AT_LEAST_KM = 5;
    private static final Map<String, String> NOT_IN_UCDP = Map.of(
            "2015-08-07-byblos", "no event at Sévaré on these days in the extract",
            "2015-11-20-radisson-blu", "no event in Bamako on that day in the extract",
            "2017-12-fibre-workers", "known to a month and to central Mali only",
            "2020-07-10-riots", "deaths at protests, of which UCDP counts none in the extract");

    private record Ucdp(LocalDate day, GeoPoint place, int low, int high) {}

    private List<Report> history = List.of();

    @BeforeEach
    void readHistory() throws IOException {
        List<Report> read = new ArrayList<>();
        try (InputStream in = HistoryTest.class.getResourceAsStream(HISTORY)) {
            new DeskAdapter("history")
                    .read(in, new FeedContext("history", NOW, "test", null, FakeRegionIndex.mali()), outcome -> {
                        assertThat(outcome).isInstanceOf(RowOutcome.Accepted.class);
                        var revision = ((RowOutcome.Accepted) outcome).revision();
                        Report body = Objects.requireNonNull(revision.body());
                        assertThat(revision.recordedAt()).isAfterOrEqualTo(body.occurredTo());
                        read.add(body);
                    });
        }
        history = read;
    }

    @Test
    void shouldHoldAtLeastFortyCitedIncidentsOfTheYears2012To2020() {
        assertThat(history).hasSizeGreaterThanOrEqualTo(40);
        assertThat(history.stream().map(Report::id)).doesNotHaveDuplicates();
        assertThat(history).allSatisfy(report -> {
            assertThat(report.references()).isNotEmpty().noneMatch(String::isBlank);
            assertThat(report.confidence()).isBetween(0.5, 0.95);
            assertThat(report.occurredFrom())
                    .isBetween(Instant.parse("2012-01-01T00:00:00Z"), Instant.parse("2020-12-31T00:00:00Z"));
            assertThat(report.location().point().lat()).isBetween(10.0, 25.1);
            assertThat(report.location().point().lon()).isBetween(-12.3, 4.3);
            assertThat(report.location().uncertaintyKm()).isPositive();
        });
    }

    @Test
    void shouldTellTheIncidentsThatThePaperNames() {
        Report radisson = named("2015-11-20-radisson-blu");
        assertThat(radisson.fatalities().best()).isGreaterThanOrEqualTo(20);
        assertThat(radisson.targets()).contains(Target.CHINESE_NATIONALS);
        Report camp = named("2016-05-31-gao-camp");
        assertThat(camp.fatalities().best()).isEqualTo(1);
        assertThat(camp.injured()).isEqualTo(4);
        assertThat(camp.targets()).contains(Target.CHINESE_NATIONALS);
        Report fibre = named("2017-12-fibre-workers");
        assertThat(fibre.fatalities().best()).isEqualTo(5);
        assertThat(fibre.abducted()).isEqualTo(5);
        assertThat(fibre.targets()).contains(Target.TELECOM);
        assertThat(named("2013-10-gao-bridge").type()).isEqualTo(IncidentType.ATTACK_ON_INFRASTRUCTURE);
        assertThat(named("2012-03-21-coup").type()).isEqualTo(IncidentType.POLITICAL_CRISIS);
        assertThat(named("2020-08-18-coup").type()).isEqualTo(IncidentType.POLITICAL_CRISIS);
        assertThat(history.stream().filter(r -> r.type() == IncidentType.PROTEST))
                .hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void shouldCiteUcdpWhereLethalOrSayWhyNot() {
        Set<String> uncited = new HashSet<>();
        for (Report report : history) {
            if (report.fatalities().best() > 0 && citedEvents(report).isEmpty()) {
                uncited.add(report.id().sourceId());
            }
        }
        assertThat(uncited).isEqualTo(NOT_IN_UCDP.keySet());
    }

    @Test
    void shouldAgreeWithTheUcdpEventsThatItCites() throws IOException {
        Map<String, Ucdp> ucdp = mali();
        int checked = 0;
        for (Report report : history) {
            int low = 0;
            int high = 0;
            for (String id : citedEvents(report)) {
                Ucdp event = Objects.requireNonNull(ucdp.get(id), () -> "no UCDP event " + id + " of " + report.id());
                assertThat(event.day())
                        .as("day of %s", report.id())
                        .isBetween(
                                day(report.occurredFrom()).minusDays(DAYS),
                                day(report.occurredTo()).plusDays(DAYS));
                assertThat(km(report, event))
                        .as("km from %s", report.id())
                        .isLessThanOrEqualTo(
                                Math.max(AT_LEAST_KM, report.location().uncertaintyKm()));
                low += event.low();
                high += event.high();
                checked++;
            }
            if (!citedEvents(report).isEmpty()) {
                assertThat(report.fatalities().low())
                        .as("low of %s", report.id())
                        .isLessThanOrEqualTo(high);
                assertThat(report.fatalities().high())
                        .as("high of %s", report.id())
                        .isGreaterThanOrEqualTo(low);
            }
        }
        assertThat(checked).isGreaterThanOrEqualTo(45);
    }

    private static List<String> citedEvents(Report report) {
        return report.references().stream()
                .filter(reference -> reference.startsWith(CITATION))
                .map(reference -> reference.substring(CITATION.length()))
                .toList();
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    private static double km(Report report, Ucdp event) {
        LocalPlane plane = new LocalPlane(report.location().point());
        return Math.hypot(plane.x(event.place()), plane.y(event.place()));
    }

    private Report named(String id) {
        return history.stream()
                .filter(report -> report.id().sourceId().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the history lacks " + id));
    }

    private static Map<String, Ucdp> mali() throws IOException {
        Map<String, Ucdp> events = new HashMap<>();
        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(SharedData.file("ucdp/ged211_liptako_14col.csv"))) {
            for (NamedCsvRecord row : rows) {
                if (row.getField("country").equals("Mali")) {
                    events.put(
                            row.getField("id"),
                            new Ucdp(
                                    LocalDate.of(number(row, "year"), number(row, "month"), number(row, "day")),
                                    new GeoPoint(
                                            Double.parseDouble(row.getField("latitude")),
                                            Double.parseDouble(row.getField("longitude"))),
                                    number(row, "low_death"),
                                    Math.max(number(row, "best_death"), number(row, "high_death"))));
                }
            }
        }
        return events;
    }

    private static int number(NamedCsvRecord row, String field) {
        return Integer.parseInt(row.getField(field));
    }
}
