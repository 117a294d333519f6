package io.riskmonitor.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.riskmonitor.incident.Extent;
import io.riskmonitor.incident.Fatalities;
import io.riskmonitor.incident.IncidentType;
import io.riskmonitor.incident.Report;
import io.riskmonitor.incident.Target;
import io.riskmonitor.testing.FakeRegionIndex;
import io.riskmonitor.testing.SharedData;
import io.riskmonitor.text.UnreadableFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KikaAdapterTest {
    private static final String FILE = "insecurity-insight/aidWorkerKIKA.json";
    private static final String ROW = """
            {"Date":"2019-03-23","Event Description":"March 2019: Two aid workers were kidnapped.\\r\\n","Country":"Mali",
             "Country ISO":"MLI","Admin 1":"Mopti","Latitude":"14.4843","Longitude":"-4.1870",
             "Geo Precision":"(2) 25 km precision ","Location of Incident":"Road","Reported Perpetrator":"NSA",
             "Reported Perpetrator Name":"Unidentified armed actor","Weapon Carried/Used":"Firearms",
             "Organisation Affected":"INGO","Aid Workers Killed":"1","Aid Workers Injured":"0",
             "Aid Workers Kidnapped":"2","Aid Workers Arrested":"0","International Aid Workers Kidnapped":"1",
             "Known Kidnapping or Arrest Outcome":null,"SiND Event ID":44580}""";

    private final KikaAdapter adapter = new KikaAdapter();

    @Test
    void shouldReadNumbersPlaceAndTargetsWhenAllAreText() throws IOException {
        Report report = Readings.of(adapter, "[" + ROW + "]").report();

        assertThat(report.id()).hasToString("kika:44580");
        assertThat(report.type()).isEqualTo(IncidentType.ABDUCTION);
        assertThat(report.sourceType()).isEqualTo("1 killed, 2 kidnapped");
        assertThat(report.targets()).containsExactly(Target.FOREIGN_WORKERS, Target.AID_WORKERS);
        assertThat(report.occurredFrom()).isEqualTo("2019-03-23T00:00:00Z");
        assertThat(report.occurredTo()).isEqualTo("2019-03-24T00:00:00Z");
        assertThat(report.location().extent()).isEqualTo(Extent.POINT);
        assertThat(report.location().uncertaintyKm()).isEqualTo(PlacePrecision.NEAR_KM);
        assertThat(report.location().adm1()).isEqualTo("Mopti");
        assertThat(report.fatalities()).isEqualTo(new Fatalities(1, 1, 1));
        assertThat(report.abducted()).isEqualTo(2);
        assertThat(report.headline()).isEqualTo("March 2019: Two aid workers were kidnapped.");
    }

    @ParameterizedTest
    @CsvSource({
        "(2) 25 km precision, POINT, 12.5",
        "'(3) District, communicipality, commune ', ADM2, 44",
        "(6) Country, COUNTRY, 0"
    })
    void shouldBeAsVagueAsTheWordsWhenPrecisionIsWritten(String words, Extent extent, double km) throws IOException {
        Report report = Readings.of(adapter, "[" + ROW.replace("(2) 25 km precision ", words) + "]")
                .report();

        assertThat(report.location().extent()).isEqualTo(extent);
        assertThat(report.location().uncertaintyKm())
                .isEqualTo(km > 0 ? km : FakeRegionIndex.mali().countryUncertaintyKm());
    }

    @Test
    void shouldStandForTheCountryWhenThereAreNoCoordinates() throws IOException {
        String nowhere = ROW.replace("\"14.4843\"", "null")
                .replace("\"-4.1870\"", "null")
                .replace("(2) 25 km precision ", "(6) Country");

        assertThat(Readings.of(adapter, "[" + nowhere + "]").report().location().extent())
                .isEqualTo(Extent.COUNTRY);
        assertThat(Readings.of(adapter, "[" + nowhere.replace("\"Mali\"", "\"Peru\"") + "]")
                        .refusals())
                .isEqualTo(Map.of("missing-field Latitude", 1L));
    }

    @ParameterizedTest
    @CsvSource({
        "Firearms, NSA, ATTACK_ON_CIVILIANS",
        "Firearms, Criminal, CRIME",
        "VBIED, NSA, IED_OR_MINE",
        "'Firearms, Shelling', NSA, SHELLING_OR_AIR_STRIKE",
        "Aerial Bomb: Drone, Host Government: Military, SHELLING_OR_AIR_STRIKE"
    })
    void shouldGoByTheWeaponWhenNobodyWasKidnapped(String weapon, String perpetrator, IncidentType type)
            throws IOException {
        String row = ROW.replace("\"Aid Workers Kidnapped\":\"2\"", "\"Aid Workers Kidnapped\":\"0\"")
                .replace("Firearms", weapon)
                .replace("\"NSA\"", "\"" + perpetrator + "\"");

        assertThat(Readings.of(adapter, "[" + row + "]").report().type()).isEqualTo(type);
    }

    @Test
    void shouldNotCallAnArrestAnAbduction() throws IOException {
        String row = ROW.replace("Kidnapped\":\"2\"", "Kidnapped\":\"0\"")
                .replace("Killed\":\"1\"", "Killed\":\"0\"")
                .replace("Arrested\":\"0\"", "Arrested\":\"3\"");

        Report report = Readings.of(adapter, "[" + row + "]").report();

        assertThat(report.type()).isEqualTo(IncidentType.OTHER);
        assertThat(report.sourceType()).isEqualTo("3 arrested");
        assertThat(report.abducted()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "'\"Aid Workers Kidnapped\":\"2\"', '\"Aid Workers Kidnapped\":\"some\"', invalid-number Aid Workers Kidnapped",
        "'\"(2) 25 km precision \"', '\"nearby\"', unknown-value Geo Precision",
        "'\"2019-03-23\"', '\"23/03/2019\"', invalid-date Date",
        "'\"2019-03-23\"', '\"1970-01-01\"', invalid-date Date",
        "44580, '\"x\"', invalid-number SiND Event ID",
        "'\"Mopti\"', '[\"Mopti\"]', unknown-value Admin 1",
        "'\"Mopti\"', '\"Mopti\",\"Admin 1\":\"Gao\"', duplicate-field Admin 1"
    })
    void shouldNameTheFieldWhenAValueIsWrong(String right, String wrong, String refusal) throws IOException {
        assertThat(Readings.of(adapter, "[" + ROW.replace(right, wrong) + "]").refusals())
                .isEqualTo(Map.of(refusal, 1L));
    }

    @Test
    void shouldSayWhatIsMissingWhenFileIsNoKika() {
        assertThatThrownBy(() -> Readings.of(adapter, "[{\"a\":1}]"))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContainingAll("test-file", "SiND Event ID");
        assertThatThrownBy(() -> Readings.of(adapter, "[]".getBytes(StandardCharsets.UTF_8), "csv"))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("'csv'");
    }

    @Test
    void shouldCountAsAnIndependentReaderDoesWhenFileIsReal() throws IOException {
        Readings readings = Readings.ofShared(adapter, FILE);
        JsonNode rows = new ObjectMapper().readTree(SharedData.file(FILE).toFile());
        List<JsonNode> mali = StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.get("Country ISO").asText().equals("MLI"))
                .toList();
        List<String> kidnappings = mali.stream()
                .filter(row -> row.get(KikaRow.KIDNAPPED).asInt() > 0)
                .map(row -> row.get(KikaRow.ID).asText())
                .toList();

        List<Report> reports = readings.reports().values().stream()
                .filter(report -> "Mali".equals(report.location().country()))
                .toList();

        assertThat(mali).hasSize(78);
        assertThat(kidnappings).hasSize(57);
        assertThat(reports).hasSize(78);
        assertThat(reports.stream()
                        .filter(report -> report.type() == IncidentType.ABDUCTION)
                        .map(report -> report.id().sourceId()))
                .containsExactlyInAnyOrderElementsOf(kidnappings);
        assertThat(readings.outcomes()).hasSize(rows.size()).hasSize(1299);
        assertThat(readings.refusals()).isEqualTo(Map.of("missing-field Latitude", 35L));
    }
}
