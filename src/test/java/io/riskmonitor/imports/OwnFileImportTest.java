package io.riskmonitor.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riskmonitor.config.RegistryFile;
import io.riskmonitor.incident.Target;
import io.riskmonitor.registry.Indicator;
import io.riskmonitor.registry.IndicatorKind;
import io.riskmonitor.registry.Phase;
import io.riskmonitor.registry.PhaseStatus;
import io.riskmonitor.registry.Project;
import io.riskmonitor.registry.Site;
import io.riskmonitor.text.UnreadableFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnFileImportTest {
    private static final String HEADER =
            "id,name_en,sector,lat,lon,uncertainty_km,place_source,status,from,phase_source,note\n";
    private static final String MILL = "mill,A mill,INDUSTRY,13.90,-6.04,4,survey,OPERATIONAL,2012,report,\n";
    private static final String PROPERTIES =
            "\"id\":\"road\",\"name\":\"A road\",\"sector\":\"road\",\"uncertainty_km\":5,"
                    + "\"place_source\":\"drawn\",\"status\":\"operational\",\"from\":2015,\"note\":\"assumed\"";

    @TempDir
    private Path dir;

    private Path out() {
        return dir.resolve("registry.yaml");
    }

    private ImportResult csv(String text) throws IOException {
        return OwnFileImport.csv(Files.writeString(dir.resolve("own.csv"), text), out());
    }

    private ImportResult geoJson(String features) throws IOException {
        String text = "{\"type\":\"FeatureCollection\",\"features\":[" + features + "]}";
        return OwnFileImport.geoJson(Files.writeString(dir.resolve("own.geojson"), text), out());
    }

    private static String feature(String geometry, String properties) {
        return "{\"type\":\"Feature\",\"geometry\":" + geometry + ",\"properties\":{" + properties + "}}";
    }

    private Project only() {
        List<Project> projects = RegistryFile.projects(out());
        assertThat(projects).hasSize(1);
        return projects.get(0);
    }

    private static List<String> lines(ImportResult result) {
        return result.refused().stream().map(Refusal::toString).toList();
    }

    @Test
    void shouldMakeOneProjectOfTheRowsWithItsId() throws IOException {
        ImportResult result = csv("""
                ID,Name,name_zh,Sector,matches,place,Latitude,Longitude,uncertainty km,place_source,status,from,to,phase_source,note,\
                people,people_reason,people_source,fact,fact_source,OBJECTID
                mill,A mill,一座工厂,industry,factory; Chinese nationals,Mill,13.90,-6.04,4,survey,under construction,2010-03,,\
                report,,0.5,200 workers,"survey, p. 3",It stands.,report,1
                mill,,,,,Fields,13.95,-6.10,8,survey,,,,,,,,,,,2
                mill,A mill,,,,,,,,,operational,2012-07-01,,,the day of the opening,,,,,,3
                """);

        assertThat(lines(result)).isEmpty();
        assertThat(result).isEqualTo(new ImportResult(1, 2, 0, List.of(), List.of("OBJECTID")));
        Project mill = only();
        assertThat(mill.names().zh()).isEqualTo("一座工厂");
        assertThat(mill.names().fr()).isEqualTo("A mill");
        assertThat(mill.matches()).containsExactlyInAnyOrder(Target.FACTORY, Target.CHINESE_NATIONALS);
        assertThat(mill.sites()).extracting(Site::label).containsExactly("Mill", "Fields");
        assertThat(mill.sites()).extracting(Site::uncertaintyKm).containsExactly(4.0, 8.0);
        assertThat(mill.phases())
                .extracting(Phase::status)
                .containsExactly(PhaseStatus.UNDER_CONSTRUCTION, PhaseStatus.OPERATIONAL);
        assertThat(mill.phases().get(0).indicators())
                .contains(new Indicator(IndicatorKind.PEOPLE, 0.5, "survey, p. 3", "200 workers"));
        assertThat(mill.phases().get(1).isAssumption()).isTrue();
        assertThat(mill.facts()).containsExactly(new Project.Fact("It stands.", "report"));
    }

    @Test
    void shouldTakeAProjectWholeOrNotAtAllAndTheOthersAnyway() throws IOException {
        ImportResult result = csv(HEADER
                + "farm,A farm,AGRICULTURE,14.0,-6.1,1,survey,OPERATIONAL,2010,report,\n"
                + "farm,,,94.0,-6.2,1,survey,,,,\n"
                + MILL
                + "mill,,,,,,,,,,\n"
                + "port,A port,HARBOUR,,,,,OPERATIONAL,,report,\n");

        assertThat(lines(result))
                .containsExactly(
                        "own.csv: row 1: id: is not taken, as row 2 of the same project is refused",
                        "own.csv: row 2: lat: 94.0 is not within -90..90",
                        "own.csv: row 4: row: says nothing that earlier rows of the project do not say",
                        "own.csv: row 5: sector: 'HARBOUR' is none of EDUCATION, AGRICULTURE, INDUSTRY, RAIL, ROAD,"
                                + " CULTURE, SPORT, ENERGY, TELECOM, HEALTH, MINING, WATER, SECURITY, OTHER",
                        "own.csv: row 5: from: is missing");
        assertThat(result.refusedRows()).isEqualTo(4);
        assertThat(only().id()).isEqualTo("mill");
    }

    @Test
    void shouldRefuseARowThatSaysOtherThanAnEarlierOne() throws IOException {
        ImportResult result = csv(HEADER + MILL + "mill,Another mill,,,,,,CLOSED,2020,report,\n");

        assertThat(lines(result))
                .contains("own.csv: row 2: name_en: differs from that of an earlier row of the same project");
        assertThat(out()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"~", "null", "yes", "a: b # c", "- x", "'", "\"\"\"\"", "[1, 2]", "1e3", "007", "*a", "é \\ 🏗"})
    void shouldKeepANameToTheLetterWhateverYamlMakesOfIt(String name) throws IOException {
        csv(HEADER + MILL.replace("A mill", name.contains("\"") || name.contains(",") ? '"' + name + '"' : name));

        assertThat(only().names().en()).isEqualTo(name.equals("\"\"\"\"") ? "\"\"" : name);
    }

    @Test
    void shouldReadPointsLinesAreasAndProjectsWithoutAPlace() throws IOException {
        String mill =
                "\"id\":\"mill\",\"name\":\"A mill\",\"sector\":\"INDUSTRY\",\"status\":\"OPERATIONAL\",\"from\":2012,"
                        + "\"phase_source\":\"report\"";
        String place = ",\"uncertainty_km\":2,\"place_source\":\"survey\"";
        ImportResult result = geoJson(String.join(
                ",",
                feature("{\"type\":\"Point\",\"coordinates\":[-6.04,13.9,280]}", mill + place + ",\"place\":\"Mill\""),
                feature("{\"type\":\"Point\",\"coordinates\":[-6.1,13.8]}", "\"id\":\"mill\"" + place),
                feature("{\"type\":\"LineString\",\"coordinates\":[[-8.0,12.65],[-6.9,12.86]]}", PROPERTIES),
                feature(
                        "{\"type\":\"Polygon\",\"coordinates\":[[[-6.1,13.9],[-6.0,13.9],[-6.0,14.0],[-6.1,13.9]]]}",
                        PROPERTIES
                                .replace("\"road\"", "\"farm\"")
                                .replace("\"sector\":\"farm\"", "\"sector\":\"AGRICULTURE\"")),
                feature("null", mill.replace("\"mill\"", "\"network\""))));

        assertThat(lines(result)).isEmpty();
        List<Project> projects = RegistryFile.projects(out());
        assertThat(projects).extracting(Project::id).containsExactly("mill", "road", "farm", "network");
        assertThat(projects.get(0).sites()).extracting(Site::label).containsExactly("Mill", "A mill");
        assertThat(projects.get(1).sites()).hasSize(5); // 122 km in sections of at most 25
        assertThat(projects.get(2).sites()).hasSize(1);
        assertThat(result.placeless()).isEqualTo(1);
    }

    @Test
    void shouldRefuseASecondGeometryOfALineAndNameTheFeature() throws IOException {
        String line = "{\"type\":\"LineString\",\"coordinates\":[[-8.0,12.65],[-6.9,12.86]]}";
        ImportResult result =
                geoJson(feature(line, PROPERTIES) + "," + feature(line.replace("12.65", "12.7"), "\"id\":\"road\""));

        assertThat(lines(result))
                .contains(
                        "own.geojson: row 2: geometry: a project has points, one line or one area, and this one has a line");
    }

    @Test
    void shouldNotReadOtherReferenceSystemsOrTypes() {
        assertThatThrownBy(() -> OwnFileImport.geoJson(
                        Files.writeString(
                                dir.resolve("own.geojson"),
                                "{\"type\":\"FeatureCollection\",\"features\":[],\"crs\":{\"type\":\"name\",\"properties\":"
                                        + "{\"name\":\"urn:ogc:def:crs:EPSG::32629\"}}}"),
                        out()))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("EPSG::32629");
        assertThatThrownBy(() -> OwnFileImport.geoJson(
                        Files.writeString(dir.resolve("own.geojson"), feature("null", PROPERTIES)), out()))
                .isInstanceOf(UnreadableFileException.class);
    }

    @Test
    void shouldLeaveTheFormerFileWhenThereIsNothingToWrite() throws IOException {
        Files.writeString(out(), "former", StandardCharsets.UTF_8);

        ImportResult result = csv(HEADER);

        assertThat(result.projects()).isZero();
        assertThat(out()).hasContent("former");
    }

    @Test
    void shouldTellOfEveryColumnInTheDocumentation() throws IOException {
        String document = Files.readString(Path.of("src/docs/REGISTRY.md"));
        List<String> indicators = Arrays.stream(IndicatorKind.values())
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .toList();
        assertThat(Column.ALL.stream()
                        .map(Column::name)
                        .filter(name -> indicators.stream().noneMatch(i -> name.startsWith(i + "_")))
                        .collect(Collectors.toList()))
                .allSatisfy(name -> assertThat(document).contains("`" + name + "`"));
    }
}
