package io.riskmonitor.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.geo.RegionIndex;
import io.riskmonitor.incident.Extent;
import io.riskmonitor.incident.Fatalities;
import io.riskmonitor.incident.IncidentType;
import io.riskmonitor.incident.Report;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.incident.Target;
import io.riskmonitor.testing.FakeRegionIndex;
import io.riskmonitor.text.UnreadableFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeskAdapterTest {
    private static final String RADISSON_CSV = """
            id,Type,Occurred From,occurred_to,latitude,LNG,uncertainty-km,place,adm1,country,targets,actors,deaths,\
            injured,abducted,confidence,headline,references
            radisson,attack on civilians,2015-11-20T07:00:00Z,2015-11-20,12.638,-8.029,0.5,Radisson Blu,Bamako,Mali,\
            chinese_nationals; Foreign Workers,al-Mourabitoun,22,7,138,0.95,"Hotel stormed, guests held",\
            https://example.org/a;https://example.org/b
            """;
    private static final String RADISSON_JSON = """
            {"id": "desk:radisson", "source": "desk", "type": "ATTACK_ON_CIVILIANS", "sourceType": "attack on civilians",
             "occurredFrom": "2015-11-20T08:00:00+01:00", "occurredTo": "2015-11-20",
             "location": {"point": {"lat": "12.638", "lon": -8.029}, "uncertaintyKm": 0.5, "placeName": "Radisson Blu",
                          "adm1": "Bamako", "country": "Mali"},
             "targets": ["CHINESE_NATIONALS", "FOREIGN_WORKERS"], "actors": "al-Mourabitoun",
             "fatalities": {"best": 22}, "injured": 7, "abducted": 138, "confidence": 0.95,
             "headline": "Hotel stormed, guests held", "recordedAt": null,
             "references": ["https://example.org/a", "https://example.org/b"], "retracted": false}
            """;

    private final DeskAdapter adapter = new DeskAdapter("desk");
    private final RegionIndex regions = FakeRegionIndex.mali();

    @Test
    void shouldReadTheSameWhenCsvOrJson() throws IOException {
        Report fromCsv = Readings.of(adapter, RADISSON_CSV).report();
        Report fromJson = Readings.of(adapter, RADISSON_JSON).report();

        assertThat(fromCsv).isEqualTo(fromJson);
        assertThat(fromCsv.id()).hasToString("desk:radisson");
        assertThat(fromCsv.type()).isEqualTo(IncidentType.ATTACK_ON_CIVILIANS);
        assertThat(fromCsv.targets()).containsExactly(Target.CHINESE_NATIONALS, Target.FOREIGN_WORKERS);
        assertThat(fromCsv.occurredFrom()).isEqualTo("2015-11-20T07:00:00Z");
        assertThat(fromCsv.occurredTo()).isEqualTo("2015-11-21T00:00:00Z");
        assertThat(fromCsv.location().uncertaintyKm()).isEqualTo(0.5);
        assertThat(fromCsv.fatalities()).isEqualTo(new Fatalities(22, 22, 22));
        assertThat(fromCsv.references()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[%s,\n%s]",
                " \n [ %s , %s ] ",
                "%s\n%s",
                "\uFEFF%s\r\n\r\n%s\r\n",
            })
    void shouldReadAllObjectsWhenArrayOrLines(String form) throws IOException {
        String oneLine = RADISSON_JSON.replace("\n", " ").strip();

        Readings readings = Readings.of(adapter, form.formatted(oneLine, oneLine.replace("radisson", "second")));

        assertThat(readings.refused()).isEmpty();
        assertThat(readings.reports()).containsOnlyKeys("radisson", "second");
    }

    @Test
    void shouldLoseOnlyTheLineWhenOneObjectPerLineIsBroken() throws IOException {
        String good = "{\"id\":\"a\",\"type\":\"CRIME\",\"date\":\"2019-01-01\",\"lat\":14,\"lon\":-4}";

        Readings readings =
                Readings.of(adapter, String.join("\n", good, good.substring(0, 30), "7", good + " x", good));

        assertThat(readings.refusals()).isEqualTo(Map.of("malformed-json row", 3L));
        assertThat(readings.accepted()).extracting(RowOutcome::row).containsExactly(1L, 5L);
    }

    @Test
    void shouldHandOutWhatItReadAndSayWhereWhenAnArrayIsCut() {
        String good = "{\"id\":\"a\",\"type\":\"CRIME\",\"date\":\"2019-01-01\",\"lat\":14,\"lon\":-4}";

        assertThatThrownBy(() -> Readings.of(adapter, "[" + good + ",\n" + good.substring(0, 30)))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContainingAll("test-file", "after 1 entries", "line 2");
        assertThatThrownBy(() -> Readings.of(adapter, "[" + good))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("after 1 entries");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lat            | lat       | 14.1     | accepted",
                "type           | type      | crimes   | unknown-value",
                "type           | type      |          | missing-field",
                "targets        | targets   | RAIL;RIAL | unknown-value",
                "date           | date      | 20-11-2015 | invalid-date",
                "date           | date      | 2015-11-20T07:00 | invalid-date",
                "date           | date      | 2026-11-25 | future-date",
                "date           | date      | 0201-11-25 | out-of-range",
                "recordedAt     | recordedAt | 2026-11-24T12:00:01Z | future-date",
                "occurredTo     | occurredTo | 2018-12-31T00:00:00Z | invalid-date",
                "lat            | lat       | NaN      | invalid-coordinates",
                "lon            | lon       | 190      | invalid-coordinates",
                "lon            | lon       |          | missing-field",
                "extent         | extent    | ADM3     | unknown-value",
                "uncertaintyKm  | uncertaintyKm | -1   | out-of-range",
                "confidence     | confidence | 1.1     | out-of-range",
                "confidence     | confidence | NaN     | invalid-number",
                "injured        | injured   | some     | invalid-number",
                "fatalities_low | fatalitiesLow | 3    | out-of-range",
                "retracted      | retracted | perhaps  | unknown-value",
                "source         | source    | ucdp     | wrong-source",
            })
    void shouldNameFieldAndReasonWhenOneFieldIsWrong(String column, String canonical, String value, String expected)
            throws IOException {
        Map<String, String> row = new LinkedHashMap<>();
        for (String cell : "id=x type=CRIME date=2019-01-01 lat=14.2 lon=-4.1 deaths=2".split(" ", -1)) {
            row.put(cell.split("=", -1)[0], cell.split("=", -1)[1]);
        }
        row.put(column, value == null ? "" : value);
        String csv = String.join(",", row.keySet()) + "\n" + String.join(",", row.values()) + "\n";

        Readings readings = Readings.of(adapter, csv);

        if (expected.equals("accepted")) {
            assertThat(readings.report().location().point().lat()).isEqualTo(14.1);
            return;
        }
        assertThat(readings.refusal().reason()).isEqualTo(expected);
        if (!column.equals("fatalities_low")) {
            assertThat(readings.refusal().field()).isEqualTo(column);
        }
        assertThat(readings.refusal().message()).isNotBlank();
        assertThat(DeskField.named(column).orElseThrow())
                .isEqualTo(DeskField.named(canonical).orElseThrow());
    }

    @Test
    void shouldStandForTheRegionWhenOnlyItsNameIsKnown() throws IOException {
        var kayes = regions.named("Kayes").orElseThrow();

        Report report = Readings.of(adapter, "id,type,date,adm1\n1,CRIME,2019-01-01,Kayes Region\n")
                .report();
        Report cercle = Readings.of(adapter, "id,type,date,extent,adm1,adm2\n1,CRIME,2019-01-01,ADM2,Kayes,Kita\n")
                .report();

        assertThat(report.location().extent()).isEqualTo(Extent.ADM1);
        assertThat(report.location().point()).isEqualTo(regions.centroid(kayes));
        assertThat(report.location().uncertaintyKm()).isEqualTo(regions.uncertaintyKm(kayes));
        assertThat(cercle.location().extent()).isEqualTo(Extent.ADM1);
        assertThat(cercle.location().adm2()).isEqualTo("Kita");
    }

    @Test
    void shouldStandForTheCountryWhenNothingElseIsKnown() throws IOException {
        Report report = Readings.of(adapter, "id,type,date,country\n1,POLITICAL_CRISIS,2020-08-18,Mali\n")
                .report();

        assertThat(report.location().extent()).isEqualTo(Extent.COUNTRY);
        assertThat(report.location().point()).isEqualTo(regions.countryCentroid());
        assertThat(report.location().uncertaintyKm()).isCloseTo(regions.countryUncertaintyKm(), within(1e-9));
        assertThat(report.headline()).isEqualTo("Political crisis, Mali");
    }

    @Test
    void shouldReadTheHeadlineWhereNoTargetIsEntered() throws IOException {
        Readings readings = Readings.of(adapter, """
                id,type,date,country,targets,headline
                1,CRIME,2020-08-18,Mali,,Gunmen burn a school
                2,CRIME,2020-08-18,Mali,CIVILIANS,Gunmen burn a school
                """);

        assertThat(readings.reports())
                .hasEntrySatisfying("1", report -> assertThat(report.targets()).containsExactly(Target.SCHOOL));
        assertThat(readings.reports())
                .hasEntrySatisfying("2", report -> assertThat(report.targets()).containsExactly(Target.CIVILIANS));
    }

    @Test
    void shouldNeverBeExactWhenADeskPointSaysNoUncertainty() throws IOException {
        Report point = Readings.of(adapter, "id,type,date,lat,lon\n1,CRIME,2019-01-01,14,-4\n")
                .report();

        assertThat(point.location().point()).isEqualTo(new GeoPoint(14, -4));
        assertThat(point.location().uncertaintyKm()).isEqualTo(PlacePrecision.DESK_KM);
        assertThat(point.confidence()).isEqualTo(DeskRow.DEFAULT_CONFIDENCE);
        assertThat(point.occurredTo()).isEqualTo("2019-01-02T00:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "adm1;Gaoo, unknown-region",
        "extent;POINT, missing-field",
        "country;Niger, missing-field",
        "place;Gao, missing-field"
    })
    void shouldSayWhatIsNeededWhenThereIsNoPlace(String cell, String reason) throws IOException {
        String[] parts = cell.split(";", -1);
        RowOutcome.Refused refused = Readings.of(
                        adapter, "id,type,date," + parts[0] + "\n1,CRIME,2019-01-01," + parts[1] + "\n")
                .refusal();

        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused.message()).isNotBlank();
    }

    @Test
    void shouldRefuseCoordinatesWhenTheyAreSwapped() throws IOException {
        assertThat(Readings.of(adapter, "id,type,date,lat,lon\n1,CRIME,2019-01-01,-4.1,14.2\n")
                        .refusal()
                        .reason())
                .isEqualTo("invalid-coordinates");
    }

    @Test
    void shouldRetractWhenARowSaysSo() throws IOException {
        Readings readings = Readings.of(adapter, "id,retracted,recordedAt\nx,TRUE,2020-01-01T10:00:00Z\n");

        Revision revision = readings.accepted().get(0).revision();
        assertThat(revision.isRetraction()).isTrue();
        assertThat(revision.id()).hasToString("desk:x");
        assertThat(revision.recordedAt()).isEqualTo("2020-01-01T10:00:00Z");
    }

    @Test
    void shouldBeKnownAtTheDaysEndWhenRecordedOnADay() throws IOException {
        String csv = "id,type,date,lat,lon,recordedAt\n1,CRIME,2019-01-01,14,-4,%s\n";

        assertThat(Readings.of(adapter, csv.formatted("2019-01-02"))
                        .accepted()
                        .get(0)
                        .revision()
                        .recordedAt())
                .isEqualTo("2019-01-03T00:00:00Z");
        assertThat(Readings.of(adapter, csv.formatted("2026-11-24"))
                        .accepted()
                        .get(0)
                        .revision()
                        .recordedAt())
                .isEqualTo(Readings.RECORDED_AT);
        assertThat(Readings.of(adapter, csv.formatted("2018-12-30")).refusal().reason())
                .isEqualTo("future-date");
    }

    @Test
    void shouldReadUnderItsOwnNameWhenAdapterIsAnotherSources() throws IOException {
        assertThat(Readings.of(new DeskAdapter("history"), "id,type,date,lat,lon\n1,CRIME,2019-01-01,14,-4\n")
                        .report()
                        .id())
                .hasToString("history:1");
    }

    @Test
    void shouldNameTheNearestWhenAFieldIsUnknown() throws IOException {
        assertThatThrownBy(() -> Readings.of(adapter, "id,tipe\n1,CRIME\n"))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContainingAll("'tipe'", "nearest is type");
        RowOutcome.Refused refused =
                Readings.of(adapter, "{\"id\":\"1\",\"location\":{\"latt\":1}}").refusal();
        assertThat(refused.reason()).isEqualTo("unknown-field");
        assertThat(refused.field()).isEqualTo("location.latt");
        assertThat(refused.message()).contains("nearest is lat");
    }

    @Test
    void shouldSayWhatIsWrongWhenFileIsNoDeskFormat() {
        assertUnreadable("", "empty");
        assertUnreadable("id;type;date\n1;CRIME;2019-01-01\n", "separated by ';'");
        assertUnreadable("type,date\nCRIME,2019-01-01\n", "no column is called id");
        assertUnreadable("id,lat,latitude\n1,2,3\n", "lat and latitude both mean lat");
        assertThatThrownBy(() -> Readings.of(adapter, "{}".getBytes(StandardCharsets.UTF_8), "xml"))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContainingAll("'xml'", "csv, json");
    }

    @Test
    void shouldRefuseTheEntryWhenJsonIsOddlyShaped() throws IOException {
        assertThat(Readings.of(adapter, "[1]").refusal().reason()).isEqualTo("malformed-json");
        assertThat(Readings.of(adapter, "[[{}]]").refusal().reason()).isEqualTo("malformed-json");
        assertThat(Readings.of(adapter, "{\"id\":{\"a\":1}}").refusal().reason())
                .isEqualTo("unknown-value");
        assertThat(Readings.of(adapter, "{\"id\":[\"a\",\"b\"]}").refusal().reason())
                .isEqualTo("unknown-value");
        assertThat(Readings.of(adapter, "{\"lat\":1,\"latitude\":2}").refusal().reason())
                .isEqualTo("duplicate-field");
        assertThat(Readings.of(
                                adapter,
                                "{\"id\":\"1\",\"type\":\"CRIME\",\"date\":\"2019-01-01\",\"lat\":NaN,\"lon\":1}")
                        .refusal()
                        .reason())
                .isEqualTo("invalid-coordinates");
        byte[] latin1 = "{\"id\":\"1\",\"headline\":\"S\u00e9gou\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Readings.of(adapter, latin1, null).refusal().reason()).isEqualTo("invalid-encoding");
        assertThat(Readings.of(adapter, "[]").outcomes()).isEmpty();
    }

    private void assertUnreadable(String text, String... parts) {
        assertThatThrownBy(() -> Readings.of(adapter, text))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContainingAll(parts);
    }
}
