package io.riskmonitor.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riskmonitor.incident.Extent;
import io.riskmonitor.incident.IncidentType;
import io.riskmonitor.incident.Report;
import io.riskmonitor.incident.Target;
import io.riskmonitor.testing.FakeRegionIndex;
import io.riskmonitor.testing.SharedData;
import io.riskmonitor.text.UnreadableFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GdeltAdapterTest {
    private static final String FILE = "gdelt/20190121220000.export.CSV";

    private final GdeltAdapter adapter = new GdeltAdapter();

    /** A row of invented values in which the named fields differ. */
    static String row(String... namesAndValues) {
        List<String> values = new ArrayList<>();
        Map<String, String> given = Map.ofEntries(
                Map.entry("GLOBALEVENTID", "817931000"),
                Map.entry("SQLDATE", "20190121"),
                Map.entry("Actor1Name", "REBEL"),
                Map.entry("Actor2Name", "CHINA"),
                Map.entry("Actor2CountryCode", "CHN"),
                Map.entry("Actor2Type1Code", "CVL"),
                Map.entry("IsRootEvent", "1"),
                Map.entry("EventCode", "193"),
                Map.entry("QuadClass", "4"),
                Map.entry("ActionGeo_Type", "4"),
                Map.entry("ActionGeo_FullName", "Mopti, Mopti, Mali"),
                Map.entry("ActionGeo_CountryCode", "ML"),
                Map.entry("ActionGeo_Lat", "14.4843"),
                Map.entry("ActionGeo_Long", "-4.18296"),
                Map.entry("DATEADDED", "20190121220000"),
                Map.entry("SOURCEURL", "https://example.org/a"));
        for (String name : GdeltAdapter.NAMES) {
            values.add(given.getOrDefault(name, ""));
        }
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.set(GdeltAdapter.NAMES.indexOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return String.join("\t", values) + "\n";
    }

    @Test
    void shouldReadWhoWhatAndWhereWhenItIsViolence() throws IOException {
        Readings readings = Readings.of(adapter, row());
        Report report = readings.report();

        assertThat(report.id()).hasToString("gdelt:817931000");
        assertThat(report.type()).isEqualTo(IncidentType.ARMED_CLASH);
        assertThat(report.sourceType()).isEqualTo("Fight with small arms and light weapons (CAMEO 193)");
        assertThat(report.targets()).containsExactly(Target.CHINESE_NATIONALS, Target.CIVILIANS);
        assertThat(report.actors()).containsExactly("REBEL", "CHINA");
        assertThat(report.location().extent()).isEqualTo(Extent.POINT);
        assertThat(report.location().uncertaintyKm()).isEqualTo(PlacePrecision.NEAR_KM);
        assertThat(report.location().adm1()).isEqualTo("Mopti");
        assertThat(report.location().country()).isEqualTo("Mali");
        assertThat(report.confidence()).isEqualTo(0.2);
        assertThat(report.references()).containsExactly("GDELT event 817931000", "https://example.org/a");
        assertThat(readings.accepted().get(0).revision().recordedAt()).isEqualTo("2019-01-21T22:00:00Z");
        assertThat(Readings.of(adapter, row("IsRootEvent", "0")).report().confidence())
                .isEqualTo(0.1);
    }

    @Test
    void shouldBeSomewhereInTheUnitWhenThePlaceIsACentroid() throws IOException {
        FakeRegionIndex regions = FakeRegionIndex.mali();
        Report country = Readings.of(
                        adapter,
                        row(
                                "ActionGeo_Type",
                                "1",
                                "ActionGeo_FullName",
                                "Mali",
                                "ActionGeo_Lat",
                                "14",
                                "ActionGeo_Long",
                                "-4"))
                .report();
        Report region = Readings.of(adapter, row("ActionGeo_Type", "5", "ActionGeo_FullName", "Mopti, Mali"))
                .report();
        Report unnamed = Readings.of(adapter, row("ActionGeo_FullName", "Gourma, Mali (general), Mali"))
                .report();

        assertThat(country.location().extent()).isEqualTo(Extent.COUNTRY);
        assertThat(country.location().uncertaintyKm()).isEqualTo(regions.countryUncertaintyKm());
        assertThat(country.location().adm1()).isNull();
        assertThat(region.location().extent()).isEqualTo(Extent.ADM1);
        assertThat(region.location().adm1()).isEqualTo("Mopti");
        assertThat(region.location().uncertaintyKm())
                .isEqualTo(regions.uncertaintyKm(regions.named("Mopti").orElseThrow()));
        assertThat(unnamed.location().adm1()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "20190121, 2019-01-21, 2019-01-22",
        "20190120, 2019-01-20, 2019-01-21",
        "20190114, 2019-01-11, 2019-01-18",
        "20181222, 2018-12-07, 2019-01-07"
    })
    void shouldBeAsVagueAsTheWordsWhenTheDayIsReckoned(String day, String from, String to) throws IOException {
        Report report = Readings.of(adapter, row("SQLDATE", day)).report();

        assertThat(report.occurredFrom()).isEqualTo(from + "T00:00:00Z");
        assertThat(report.occurredTo()).isEqualTo(to + "T00:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "SQLDATE, 20180121, invalid-date",
        "SQLDATE, 20190122, future-date",
        "SQLDATE, 2019-01-2, invalid-date",
        "SQLDATE, 20190230, invalid-date",
        "DATEADDED, 20991231235959, future-date",
        "DATEADDED, 20190121, invalid-date",
        "EventCode, 999, unknown-value",
        "EventCode, 043, unknown-value",
        "QuadClass, 5, unknown-value",
        "QuadClass, '', unknown-value",
        "ActionGeo_Type, 0, missing-field",
        "ActionGeo_Type, '', missing-field",
        "ActionGeo_Lat, NaN, invalid-coordinates",
        "ActionGeo_Long, '', missing-field",
        "GLOBALEVENTID, x, invalid-number"
    })
    void shouldNameTheFieldWhenAValueIsWrong(String field, String value, String reason) throws IOException {
        assertThat(Readings.of(adapter, row(field, value)).refusals()).isEqualTo(Map.of(reason + " " + field, 1L));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 043, not-material-conflict",
        "3, 145, not-material-conflict",
        "4, 150, no-violence",
        "4, 160, no-violence",
        "4, 173, no-violence",
        "4, 1711, no-violence"
    })
    void shouldPassOverWhatIsNoViolence(String quadClass, String code, String reason) throws IOException {
        assertThat(Readings.of(adapter, row("QuadClass", quadClass, "EventCode", code))
                        .outcomes())
                .singleElement()
                .isInstanceOfSatisfying(
                        RowOutcome.Ignored.class,
                        ignored -> assertThat(ignored.reason()).isEqualTo(reason));
    }

    @ParameterizedTest
    @CsvSource({
        "181, ABDUCTION", "1822, ATTACK_ON_CIVILIANS", "1831, SUICIDE_ATTACK", "1833, IED_OR_MINE",
        "191, BLOCKADE", "1952, SHELLING_OR_AIR_STRIKE", "1712, LOOTING_OR_SABOTAGE", "202, ATTACK_ON_CIVILIANS"
    })
    void shouldGiveItsTypeToACode(String code, IncidentType type) throws IOException {
        assertThat(Readings.of(adapter, row("EventCode", code)).report().type()).isEqualTo(type);
    }

    @Test
    void shouldSayHowManyFieldsItFoundWhenFileIsNoGdelt() {
        assertThatThrownBy(() -> Readings.of(adapter, "a,b,c\n"))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("61 fields between tabs, the first line here has 1");
        assertThatThrownBy(() -> Readings.of(adapter, "1" + "\t".repeat(57)))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("GDELT 1.0");
        assertThatThrownBy(() -> Readings.of(adapter, row().getBytes(StandardCharsets.UTF_8), "csv"))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("events-2");
    }

    @Test
    void shouldAccountForEveryRowWhenFileIsReal() throws IOException {
        Readings readings = Readings.ofShared(adapter, FILE);
        Map<String, Long> quadClasses = Files.readAllLines(SharedData.file(FILE)).stream()
                .collect(Collectors.groupingBy(line -> line.split("\t", -1)[29], Collectors.counting()));
        Map<String, Long> ignored = readings.outcomes().stream()
                .filter(RowOutcome.Ignored.class::isInstance)
                .map(RowOutcome.Ignored.class::cast)
                .collect(Collectors.groupingBy(RowOutcome.Ignored::reason, Collectors.counting()));

        assertThat(quadClasses).isEqualTo(Map.of("1", 918L, "2", 205L, "3", 172L, "4", 334L));
        assertThat(ignored).containsEntry("not-material-conflict", 918L + 205 + 172);
        assertThat(readings.outcomes()).hasSize(1629);
        assertThat(readings.accepted().size() + readings.refused().size() + ignored.getOrDefault("no-violence", 0L))
                .isEqualTo(334);
        assertThat(readings.accepted())
                .allSatisfy(row -> assertThat(row.revision().recordedAt()).isEqualTo("2019-01-21T22:00:00Z"));
    }
}
