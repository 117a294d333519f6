package io.riskmonitor.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.config.RegistryFile;
import io.riskmonitor.text.UnreadableFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A list of three projects, damaged in the second: nothing crashes or hangs, the fault is named, and the first and third
 * are taken wherever the file can be read behind it.
 */
@Timeout(60)
class MalformedImportTest {
    private static final String CSV_ROW = "ID,A mill,INDUSTRY,13.90,-6.04,4,survey,OPERATIONAL,2012-01-31,report\n";
    private static final String CSV = "id,name,sector,lat,lon,uncertainty_km,place_source,status,from,phase_source\n"
            + CSV_ROW.replace("ID", "one") + CSV_ROW.replace("ID", "two") + CSV_ROW.replace("ID", "three");
    private static final String FEATURE =
            "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[-6.04,13.90]},"
                    + "\"properties\":{\"id\":\"ID\",\"name\":\"A mill\",\"sector\":\"INDUSTRY\",\"uncertainty_km\":4,\"place_source\":"
                    + "\"survey\",\"status\":\"OPERATIONAL\",\"from\":\"2012-01-31\",\"phase_source\":\"report\"}}";
    private static final String GEO_JSON = "{\"type\":\"FeatureCollection\",\"features\":[\n"
            + FEATURE.replace("ID", "one") + ",\n" + FEATURE.replace("ID", "two") + ",\n"
            + FEATURE.replace("ID", "three")
            + "\n]}";

    private static final List<String> ALL = List.of("one", "two", "three");
    private static final List<String> OTHERS = List.of("one", "three");
    private static final List<String> NONE = List.of();

    @TempDir
    private Path dir;

    /** Changes the text of the second project only. */
    private static byte[] second(String whole, String from, String to) {
        int at = whole.indexOf(from, whole.indexOf("two") - (whole.equals(CSV) ? 0 : 120));
        return utf8(whole.substring(0, at) + to + whole.substring(at + from.length()));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] noise() {
        byte[] bytes = new byte[4_000];
        new Random(1).nextBytes(bytes);
        Arrays.fill(bytes, 100, 400, (byte) 0);
        return bytes;
    }

    private static Arguments csv(String damage, byte[] bytes, List<String> taken, String said) {
        return Arguments.of("csv", damage, bytes, taken, said);
    }

    private static Arguments map(String damage, byte[] bytes, List<String> taken, String said) {
        return Arguments.of("geojson", damage, bytes, taken, said);
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                csv("nothing", utf8(CSV), ALL, ""),
                csv("empty", new byte[0], NONE, "the file is empty"),
                csv("binary", noise(), NONE, "binary"),
                csv("utf-16", CSV.getBytes(StandardCharsets.UTF_16), NONE, "UTF-16"),
                csv("header only", utf8(CSV.substring(0, CSV.indexOf('\n'))), NONE, ""),
                csv("wrong delimiter", utf8(CSV.replace(',', ';')), NONE, "separated by ';'"),
                csv("misspelt column", utf8(CSV.replace("sector", "sektor")), NONE, "nearest is sector"),
                csv("column twice", utf8(CSV.replaceFirst("sector", "name_en")), NONE, "two columns mean name_en"),
                csv(
                        "truncated",
                        utf8(CSV.substring(0, CSV.lastIndexOf("survey"))),
                        List.of("one", "two"),
                        "row 3: row:"),
                csv("byte order mark", utf8('\uFEFF' + CSV), ALL, ""),
                csv("CR only", utf8(CSV.replace('\n', '\r')), ALL, ""),
                csv(
                        "wrong encoding",
                        latin1(CSV, "two,A mill", "two,Usine de S\u00e9gou"),
                        OTHERS,
                        "row 2: name: name has bytes that are not UTF-8"),
                csv("huge field", second(CSV, "A mill", "x".repeat(3_000_000)), OTHERS, "row 2: row:"),
                csv("long field", second(CSV, "A mill", "x".repeat(6_000)), OTHERS, "row 2: name: name has more than"),
                csv("open quote", second(CSV, "A mill", "\"A mill"), OTHERS, "row 2: row:"),
                csv("comma too many", second(CSV, "A mill", "A, mill"), OTHERS, "row 2: row:"),
                csv(
                        "swapped",
                        second(CSV, "13.90,-6.04", "-6.04,13.90"),
                        OTHERS,
                        "row 2: lat: latitude and longitude look"),
                csv("out of range", second(CSV, "13.90", "91"), OTHERS, "row 2: lat: 91.0 is not within"),
                csv("NaN", second(CSV, "13.90", "NaN"), OTHERS, "row 2: lat: 'NaN' is not a number"),
                csv("Java's float", second(CSV, "13.90", "13.9f"), OTHERS, "row 2: lat: '13.9f' is not a number"),
                csv("half a place", second(CSV, "-6.04", ""), OTHERS, "row 2: lon: is missing"),
                csv("no id", second(CSV, "two", ""), OTHERS, "row 2: id: id is missing"),
                csv("id in capitals", second(CSV, "two", "Two"), OTHERS, "row 2: id: 'Two' is not lower-case"),
                csv("same row twice", second(CSV, "two", "one"), OTHERS, "row 2: row: says nothing"),
                csv(
                        "no such day",
                        second(CSV, "2012-01-31", "2012-02-31"),
                        OTHERS,
                        "row 2: from: '2012-02-31' is not a date"),
                csv("no such sector", second(CSV, "INDUSTRY", "SUGAR"), OTHERS, "row 2: sector: 'SUGAR' is none of"),
                map("nothing", utf8(GEO_JSON), ALL, ""),
                map("empty", new byte[0], NONE, "the file is empty"),
                map("binary", noise(), NONE, "binary"),
                map("no JSON", utf8(CSV), NONE, "no JSON"),
                map("no collection", utf8(FEATURE), NONE, "Feature"),
                map("truncated", utf8(GEO_JSON.substring(0, GEO_JSON.length() - 30)), NONE, "after 2 entries"),
                map("text behind the end", utf8(GEO_JSON + "x"), NONE, "after 3 entries"),
                map("byte order mark", utf8('\uFEFF' + GEO_JSON), ALL, ""),
                map("CR only", utf8(GEO_JSON.replace('\n', '\r')), ALL, ""),
                map(
                        "wrong encoding",
                        latin1(GEO_JSON, "two\",\"name\":\"A mill", "two\",\"name\":\"S\u00e9gou"),
                        OTHERS,
                        "row 2: name: name has bytes that are not UTF-8"),
                map(
                        "huge field",
                        second(GEO_JSON, "A mill", "x".repeat(3_000_000)),
                        OTHERS,
                        "row 2: name: name has more"),
                map("misspelt property", second(GEO_JSON, "sector", "sektor"), OTHERS, "nearest is sector"),
                map("property twice", second(GEO_JSON, "\"name\"", "\"id\":\"a\",\"name\""), OTHERS, "id stands twice"),
                map("object in a property", second(GEO_JSON, "\"A mill\"", "{}"), OTHERS, "row 2: name:"),
                map("swapped", second(GEO_JSON, "[-6.04,13.90]", "[13.90,-6.04]"), OTHERS, "row 2: lat: latitude and"),
                map("out of range", second(GEO_JSON, "13.90", "91"), OTHERS, "row 2: lat: 91.0 is not within"),
                map("NaN", second(GEO_JSON, "13.90", "NaN"), OTHERS, "row 2: lat: 'NaN' is not a number"),
                map("no position", second(GEO_JSON, "[-6.04,13.90]", "[-6.04]"), OTHERS, "row 2: geometry:"),
                map("position of objects", second(GEO_JSON, "13.90", "{}"), OTHERS, "row 2: geometry:"),
                map(
                        "other geometry",
                        second(GEO_JSON, "Point", "MultiPoint"),
                        OTHERS,
                        "row 2: geometry: must be a Point"),
                map(
                        "no properties",
                        second(GEO_JSON, "properties", "attributes"),
                        OTHERS,
                        "row 2: properties: properties is"),
                map(
                        "no feature",
                        second(GEO_JSON, "{\"type\":\"Feature\"", "{\"type\":\"Thing\""),
                        OTHERS,
                        "row 2: row: its type"),
                map("deep nesting", second(GEO_JSON, "\"A mill\"", "[".repeat(5_000)), NONE, "after 1 entries"));
    }

    private static byte[] latin1(String whole, String from, String to) {
        return whole.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("damages")
    void shouldNameTheFaultAndTakeTheRest(String format, String damage, byte[] bytes, List<String> taken, String said)
            throws IOException {
        Path file = Files.write(dir.resolve("own." + format), bytes);
        Path out = dir.resolve("registry.yaml");
        String told;
        try {
            ImportResult result =
                    format.equals("csv") ? OwnFileImport.csv(file, out) : OwnFileImport.geoJson(file, out);
            told = result.refused().toString();
            assertThat(result.refused())
                    .allSatisfy(refusal -> assertThat(refusal.reason()).hasSizeLessThan(500));
        } catch (UnreadableFileException e) {
            told = String.valueOf(e.getMessage());
        }
        assertThat(told).contains(said);
        if (taken.isEmpty()) {
            assertThat(out).doesNotExist();
        } else {
            assertThat(RegistryFile.projects(out))
                    .extracting(project -> project.id())
                    .containsExactlyElementsOf(taken);
        }
        assertThat(dir.toFile().list()).as("nothing is left aside").hasSizeLessThanOrEqualTo(2);
    }
}
