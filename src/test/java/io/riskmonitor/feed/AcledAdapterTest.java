package io.riskmonitor.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * ACLED's licence keeps its data out of this repository and off this machine. All rows here are invented, after the public
 * codebook and the API's documentation.
 */
class AcledAdapterTest {
    private static final String HEADER = "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,"
            + "sub_event_type,actor1,assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,"
            + "region,country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,notes,"
            + "fatalities,tags,timestamp\n";
    private static final String ROW = "MLI9001,2023-05-04,2023,1,Strategic developments,Strategic developments,"
            + "Looting/property destruction,JNIM,,2,,,0,20,,466,Western Africa,Mali,Koulikoro,Banamba,,Touba,14.1,-7.5,1,"
            + "Studio Tamani; Undisclosed Source,Local partner,\"Gunmen burnt two diggers of a camp, no one"
            + " was hurt.\",0,,1684800000\n";
    private static final String TAGS = "#event+code,#date+occurred,#date+year,,#event+type,#event+type,#event+type+sub,"
            + "#group+name+first,,,#group+name+second,,,,,,#region+name,#country+name,#adm1+name,#adm2+name,,#loc+name,"
            + "#geo+lat,#geo+lon,,#meta+source,,#description,#affected+killed,,\n";
    private static final String OLD_HEADER =
            "data_id,iso,event_id_cnty,event_id_no_cnty,event_date,year,time_precision,"
                    + "event_type,actor1,assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,region,country,admin1,admin2,"
                    + "admin3,location,latitude,longitude,geo_precision,source,source_scale,notes,fatalities,timestamp,iso3\n";

    private final AcledAdapter adapter = new AcledAdapter();

    @Test
    void shouldReadAnEventWhenCsvIsTheApis() throws IOException {
        Readings readings = Readings.of(adapter, HEADER + ROW);
        Report report = readings.report();

        assertThat(report.id()).hasToString("acled:MLI9001");
        assertThat(report.type()).isEqualTo(IncidentType.LOOTING_OR_SABOTAGE);
        assertThat(report.sourceType()).isEqualTo("Strategic developments: Looting/property destruction");
        assertThat(report.occurredFrom()).isEqualTo("2023-05-04T00:00:00Z");
        assertThat(report.occurredTo()).isEqualTo("2023-05-05T00:00:00Z");
        assertThat(report.location().extent()).isEqualTo(Extent.POINT);
        assertThat(report.location().uncertaintyKm()).isEqualTo(PlacePrecision.EXACT_KM);
        assertThat(report.location().placeName()).isEqualTo("Touba");
        assertThat(report.actors()).containsExactly("JNIM");
        assertThat(report.fatalities()).isEqualTo(Fatalities.NONE);
        assertThat(report.references()).containsExactly("ACLED event MLI9001", "Studio Tamani", "Undisclosed Source");
        assertThat(readings.accepted().get(0).revision().recordedAt()).isEqualTo("2023-05-23T00:00:00Z");
    }

    @Test
    void shouldReadTheSameWhenJsonOrHxlCopyOrWordsForInter() throws IOException {
        Readings asCsv = Readings.of(adapter, HEADER + ROW);
        String json = """
                {"status":200,"success":true,"last_update":1,"count":1,"messages":[],"data":[
                {"event_id_cnty":"MLI9001","event_date":"2023-05-04","year":2023,"time_precision":1,
                "event_type":"Strategic developments","sub_event_type":"Looting/property destruction","actor1":"JNIM",
                "assoc_actor_1":"","inter1":"Rebel group","actor2":"","assoc_actor_2":"","inter2":"",
                "interaction":"Rebel group only","country":"Mali","admin1":"Koulikoro","admin2":"Banamba",
                "location":"Touba","latitude":"14.1000","longitude":-7.5,"geo_precision":"1",
                "source":"Studio Tamani; Undisclosed Source",
                "notes":"Gunmen burnt two diggers of a camp, no one was hurt.","fatalities":"0",
                "timestamp":1684800000}],"filename":"x"}
                """;

        assertThat(Readings.of(adapter, json)).isEqualTo(asCsv);
        assertThat(Readings.of(adapter, HEADER + TAGS + ROW)).isEqualTo(asCsv);
        assertThat(Readings.of(adapter, "\uFEFF" + HEADER.toUpperCase(Locale.ROOT) + ROW)
                        .report())
                .isEqualTo(asCsv.report());
        assertThat(Readings.of(
                                adapter,
                                json.substring(json.indexOf('['), json.lastIndexOf(']') + 1)
                                        .replace("[],\"data\":", ""))
                        .report())
                .isEqualTo(asCsv.report());
    }

    @ParameterizedTest
    @CsvSource({
        "Battle-No change of territory, 1, 2, ARMED_CLASH",
        "Battle - Government regains territory, 1, 2, ARMED_CLASH",
        "Remote violence, 2, 1, IED_OR_MINE",
        "Riots/Protests, 5, 0, RIOT",
        "Riots/Protests, 6, 1, PROTEST",
        "Strategic development, 2, 0, OTHER",
        "Violence against civilians, 3, 7, ATTACK_ON_CIVILIANS"
    })
    void shouldReadTheOlderTypesWhenThereAreThirtyColumns(String words, int inter1, int inter2, IncidentType type)
            throws IOException {
        String row = "1,466,MLI2000,2000,22 February 2019,2019,1," + words + ",A,," + inter1 + ",B,," + inter2
                + ",12,Western Africa,Mali,Mopti,Mopti,,Sévaré,14.53,-4.1,1,AFP,International,n,2,1551000000,MLI\n";

        Report report = Readings.of(adapter, OLD_HEADER + row).report();

        assertThat(OLD_HEADER.split(",", -1)).hasSize(30);
        assertThat(report.type()).isEqualTo(type);
        assertThat(report.occurredFrom()).isEqualTo("2019-02-22T00:00:00Z");
        assertThat(report.fatalities().best()).isEqualTo(2);
    }

    @Test
    void shouldRefuseAnOldDemonstrationWhenNobodyTellsWhichItIs() throws IOException {
        String row =
                "1,466,MLI2000,2000,2019-02-22,2019,1,Riots/Protests,A,,1,B,,2,12,Western Africa,Mali,Mopti,Mopti,,"
                        + "Sévaré,14.53,-4.1,1,AFP,International,n,2,1551000000,MLI\n";

        assertThat(Readings.of(adapter, OLD_HEADER + row).refusals()).isEqualTo(Map.of("unknown-value inter1", 1L));
    }

    @ParameterizedTest
    @EnumSource(AcledEvent.class)
    void shouldFindEveryEventOfTheCodebookByItsWords(AcledEvent event) {
        String[] words = event.words().split(": ", 2);

        assertThat(AcledEvent.of(" " + words[0].toUpperCase(Locale.ROOT), words.length > 1 ? words[1] : null))
                .contains(event);
    }

    @ParameterizedTest
    @CsvSource({
        "Violence against civilians, Abduction/forced disappearance, ABDUCTION",
        "Explosions/Remote violence, Suicide bomb, SUICIDE_ATTACK",
        "Protests, Excessive force against protestors, ATTACK_ON_CIVILIANS",
        "Strategic developments, Non-violent transfer of territory, THREAT"
    })
    void shouldGiveItsTypeToASubEvent(String eventType, String subType, IncidentType type) throws IOException {
        Report report = Readings.of(adapter, HEADER + with(eventType, subType)).report();

        assertThat(report.type()).isEqualTo(type);
        assertThat(report.abducted()).isEqualTo(type == IncidentType.ABDUCTION ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({
        "Strategic developments, Coup, unknown-value sub_event_type",
        "Battles, Grenade, unknown-value sub_event_type",
        "Wars, Armed clash, unknown-value event_type",
        "Battles, '', missing-field sub_event_type"
    })
    void shouldRefuseRatherThanGuessWhenATypeIsUnknown(String eventType, String subType, String refusal)
            throws IOException {
        assertThat(Readings.of(adapter, HEADER + with(eventType, subType)).refusals())
                .isEqualTo(Map.of(refusal, 1L));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 2023-05-04, 2023-05-05, POINT, 2",
        "2, 2, 2023-05-01, 2023-05-08, POINT, 23.5",
        "3, 3, 2023-05-01, 2023-06-01, ADM1, 0"
    })
    void shouldCarryPrecisionIntoSpanAndUncertainty(int time, int geo, String from, String to, Extent extent, double km)
            throws IOException {
        String row = ROW.replace("2023,1,", "2023," + time + ",").replace("-7.5,1,", "-7.5," + geo + ",");

        Report report = Readings.of(adapter, HEADER + row).report();

        assertThat(report.occurredFrom()).isEqualTo(from + "T00:00:00Z");
        assertThat(report.occurredTo()).isEqualTo(to + "T00:00:00Z");
        assertThat(report.location().extent()).isEqualTo(extent);
        FakeRegionIndex regions = FakeRegionIndex.mali();
        double expected =
                km > 0 ? km : regions.uncertaintyKm(regions.named("Koulikoro").orElseThrow());
        assertThat(report.location().uncertaintyKm()).isEqualTo(expected);
    }

    @Test
    void shouldBeAnAttackOnInfrastructureWhenWhatWasLootedIsInfrastructure() throws IOException {
        Report report = Readings.of(
                        adapter, HEADER + ROW.replace("2,,,0,20", "2,Civilians (Mali),Teachers (Mali),7,27"))
                .report();

        assertThat(report.type()).isEqualTo(IncidentType.ATTACK_ON_INFRASTRUCTURE);
        assertThat(report.targets()).containsExactly(Target.CIVILIANS, Target.SCHOOL);
    }

    @Test
    void shouldReadTheNotesForWhatNoFieldNames() throws IOException {
        String works = ROW.replace("two diggers of a camp", "two graders of a Chinese road builder");
        Report report = Readings.of(adapter, HEADER + works).report();
        String arrests = works.replace("Looting/property destruction", "Arrests");

        assertThat(report.type()).isEqualTo(IncidentType.ATTACK_ON_INFRASTRUCTURE);
        assertThat(report.targets()).containsExactly(Target.CHINESE_NATIONALS, Target.FOREIGN_WORKERS, Target.ROAD);
        assertThat(Readings.of(adapter, HEADER + arrests).report().targets()).isEmpty();
    }

    @Test
    void shouldFindTheTargetOnEitherSide() throws IOException {
        String battle = with("Battles", "Armed clash");
        String forces = battle.replace("JNIM,,2,,,0,20", "Military Forces of Mali,,1,JNIM,,2,12");
        String mission = battle.replace(
                "JNIM,,2,,,0,20", "JNIM,,2,UN: Multidimensional Integrated Stabilization Mission in Mali,,8,28");
        String workers = with("Violence against civilians", "Attack")
                .replace("JNIM,,2,,,0,20", "JNIM,,2,Civilians (Mali),Aid Workers (Mali); Civilians (China),7,27");

        assertThat(Readings.of(adapter, HEADER + forces).report().targets()).containsExactly(Target.SECURITY_FORCES);
        assertThat(Readings.of(adapter, HEADER + mission).report().type())
                .isEqualTo(IncidentType.ATTACK_ON_PEACEKEEPERS);
        assertThat(Readings.of(adapter, HEADER + workers).report().targets())
                .containsExactly(
                        Target.CHINESE_NATIONALS, Target.FOREIGN_WORKERS, Target.AID_WORKERS, Target.CIVILIANS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event_id_cnty,deleted_timestamp\nMLI7,1690000000\nMLI8,1690000001\n",
                "{\"status\":200,\"success\":true,\"count\":2,\"data\":[{\"event_id_cnty\":\"MLI7\","
                        + "\"deleted_timestamp\":\"1690000000\"},{\"event_id_cnty\":\"MLI8\","
                        + "\"deleted_timestamp\":1690000001}]}"
            })
    void shouldTakeEventsBackWhenTheListOfDeletionsNamesThem(String list) throws IOException {
        List<Revision> revisions = Readings.of(adapter, list).accepted().stream()
                .map(RowOutcome.Accepted::revision)
                .toList();

        assertThat(revisions).allMatch(Revision::isRetraction);
        assertThat(revisions)
                .extracting(revision -> revision.id().toString())
                .containsExactly("acled:MLI7", "acled:MLI8");
        assertThat(revisions.get(1).recordedAt()).isEqualTo("2023-07-22T04:26:41Z");
    }

    @Test
    void shouldTakeBackAtTheReadingWhenABareListIsForcedToBeDeletions() throws IOException {
        Readings readings =
                Readings.of(adapter, "event_id_cnty\nMLI7\n".getBytes(StandardCharsets.UTF_8), "deleted-csv");

        assertThat(readings.accepted().get(0).revision())
                .isEqualTo(
                        new Revision(readings.accepted().get(0).revision().id(), Readings.RECORDED_AT, "tester", null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2023-05-04,2023 | 04/05/2023,2023 | invalid-date event_date",
                "2023-05-04,2023 | 31 February 2023,2023 | invalid-date event_date",
                "2023-05-04,2023 | 1996-05-04,1996 | out-of-range event_date",
                "2023-05-04,2023 | 2023-05-24,2023 | future-date event_date",
                "2023,1,Strategic | 2023,4,Strategic | out-of-range time_precision",
                "-7.5,1, | -7.5,0, | out-of-range geo_precision",
                "hurt.\",0, | hurt.\",some, | invalid-number fatalities",
                "1684800000 | 9999999999 | future-date timestamp",
                "1684800000 | now | invalid-number timestamp",
                "JNIM,,2, | JNIM,,9, | unknown-value inter1",
                "MLI9001 | '' | missing-field event_id_cnty"
            })
    void shouldNameTheFieldWhenAValueIsWrong(String right, String wrong, String refusal) throws IOException {
        assertThat(Readings.of(adapter, HEADER + ROW.replace(right, wrong)).refusals())
                .isEqualTo(Map.of(refusal, 1L));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"status\":403,\"success\":false,\"error\":[{\"status\":403,\"message\":\"Access denied\"}]} "
                        + "| Access denied",
                "{\"success\":false,\"error\":{\"message\":\"Key expired\"},\"data\":[]} | Key expired",
                "{\"status\":500,\"data\":[]} | 500",
                "{} | says nothing",
                "{\"error\":\"invalid_grant\",\"error_description\":\"bad password\"} | bad password"
            })
    void shouldTellTheApisOwnWordsWhenItAnswersWithAnError(String answer, String words) {
        assertThatThrownBy(() -> Readings.of(adapter, answer))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContainingAll("test-file", "no rows", words);
    }

    @Test
    void shouldReadNothingWhenTheAnswerIsEmpty() throws IOException {
        assertThat(Readings.of(adapter, "{\"status\":200,\"success\":true,\"count\":0,\"data\":[]}")
                        .outcomes())
                .isEmpty();
    }

    @Test
    void shouldSayWhatIsMissingWhenItIsNoAcled() {
        assertThatThrownBy(() -> Readings.of(adapter, "event_id_cnty,event_date\nMLI1,2023-01-01\n"))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("it lacks event_type, latitude, longitude");
        assertThatThrownBy(() -> Readings.of(adapter, (HEADER + ROW).getBytes(StandardCharsets.UTF_8), "xml"))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("deleted-json");
    }

    private static String with(String eventType, String subType) {
        return ROW.replace("Strategic developments,Looting/property destruction", eventType + "," + subType);
    }
}
