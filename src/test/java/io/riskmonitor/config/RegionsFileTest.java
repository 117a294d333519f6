package io.riskmonitor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.geo.JtsRegionIndex;
import io.riskmonitor.geo.Region;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegionsFileTest {
    private static final String SQUARE = "{'type':'Polygon','coordinates':[[[0,0],[1,0],[1,1],[0,1],[0,0]]]}";
    private static final String NEXT = "{'type':'Polygon','coordinates':[[[1,0],[2,0],[2,1],[1,1],[1,0]]]}";

    @TempDir
    private Path dir;

    @Test
    void shouldHoldTheNineRegionsWithThreeNamesWhenBuiltIn() {
        assertThat(RegionsFile.builtIn())
                .extracting(Region::id)
                .containsExactly(
                        "bamako", "gao", "kayes", "kidal", "koulikoro", "mopti", "sikasso", "segou", "tombouctou");
        Region timbuktu = RegionsFile.builtIn().get(8);
        assertThat(timbuktu.names().en()).isEqualTo("Timbuktu");
        assertThat(timbuktu.names().fr()).isEqualTo("Tombouctou");
        assertThat(timbuktu.names().zh()).isEqualTo("通布图");
    }

    @Test
    void shouldKeepBamakoOutOfKoulikoroWhenBuiltIn() {
        JtsRegionIndex index = JtsRegionIndex.of(RegionsFile.builtIn());
        var bamako = index.byId("bamako").orElseThrow().geometry();
        var koulikoro = index.byId("koulikoro").orElseThrow().geometry();
        assertThat(bamako.intersection(koulikoro).getArea()).isCloseTo(0, within(1e-6));
        assertThat(index.containing(new GeoPoint(12.65, -8))).map(Region::id).contains("bamako");
        assertThat(index.containing(new GeoPoint(12.744, -8.073)))
                .map(Region::id)
                .contains("koulikoro"); // Kati
        assertThat(index.uncertaintyKm(index.byId("bamako").orElseThrow())).isBetween(3.5, 5.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "shapeName", "NAME_1", "adm1_name"})
    void shouldFindTheNamePropertyByItselfWhenItIsACustomaryOne(String property) throws IOException {
        RegionsFile file = read(null, feature(property, "Centre", SQUARE), feature(property, "Est", NEXT));
        assertThat(file.regions()).extracting(Region::id).containsExactly("centre", "est");
        assertThat(file.repairs()).isEmpty();
    }

    @Test
    void shouldTakeThePropertyGivenWhenThereAreSeveral() throws IOException {
        String both = "{'type':'Feature','properties':{'name':'x','dept':'Artibonite'},'geometry':" + SQUARE + "}";
        assertThat(read("dept", both).regions()).extracting(Region::id).containsExactly("artibonite");
    }

    @Test
    void shouldLeaveNamesAsTheyAreWhenTheMapIsAnotherCountrys() throws IOException {
        RegionsFile japan = read(null, feature("name", "Nara", SQUARE), feature("name", "Kyoto", NEXT));
        assertThat(japan.regions().get(0).names().zh()).isEqualTo("Nara");
        RegionsFile mali = read(null, feature("name", "Nara", SQUARE), feature("name", "Ségou Region", NEXT));
        assertThat(mali.regions()).extracting(Region::id).containsExactly("nara", "segou");
        assertThat(mali.regions().get(0).names().zh()).isEqualTo("纳拉");
    }

    @Test
    void shouldReadFeaturesWhereverTheyStandAndBehindAByteOrderMark() throws IOException {
        Path file = write("\uFEFF{'name':'x','crs':{'features':[1]},'features':[" + feature("name", "A", SQUARE)
                + "],'bbox':[0,0,1,1],'type':'FeatureCollection'}");
        assertThat(RegionsFile.read(file).regions()).hasSize(1);
    }

    @Test
    void shouldRepairAndSaySoWhenAPolygonCrossesItselfOrIsOpen() throws IOException {
        String bowTie = "{'type':'Polygon','coordinates':[[[0,0],[2,2],[2,0],[0,2],[0,0]]]}";
        String open = "{'type':'Polygon','coordinates':[[[3,0],[4,0],[4,1],[3,1]]]}";
        RegionsFile file = read(null, feature("name", "Tie", bowTie), feature("name", "Open", open));
        assertThat(file.regions()).allMatch(region -> region.geometry().isValid());
        assertThat(file.regions().get(0).geometry().getArea()).isCloseTo(2, within(1e-9));
        assertThat(file.repairs()).hasSize(2);
        assertThat(file.repairs().get(0)).contains("feature 1 (Tie): Self-intersection at 1.0000,1.0000 repaired");
        assertThat(file.repairs().get(1)).contains("feature 2 (Open): open ring closed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'type':'Point','coordinates':[0,0]} | it is a Point, not a Polygon or MultiPolygon",
                "null | there is none",
                "{'type':'Polygon','coordinates':[]} | a polygon has no rings",
                "{'type':'Polygon','coordinates':[[[0,0],[1,1],[0,0]]]} | a ring has 3 positions, fewer than 4",
                "{'type':'Polygon','coordinates':[[[0,0],[1,'x'],[1,1],[0,0]]]} | is not [longitude, latitude]",
                "{'type':'Polygon','coordinates':[[[5e5,1e6],[6e5,1e6],[6e5,2e6],[5e5,1e6]]]} | is not in degrees",
                "{'type':'Polygon','coordinates':[[[0,0],[1,1],[2,2],[0,0]]]} | it has no area",
                "{'type':'MultiPolygon','coordinates':'x'} | coordinates is not an array"
            })
    void shouldNameFileFeaturePropertyAndReasonWhenAGeometryIsUseless(String geometry, String reason) {
        assertThatThrownBy(() -> read(null, feature("name", "A", SQUARE), feature("name", "B", geometry)))
                .isInstanceOf(InvalidRegionsException.class)
                .hasMessageContaining("regions.geojson: feature 2 (B): property 'geometry': ")
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "[] | there is no array 'features'",
                "3 | there is no array 'features'",
                "{'type':'Feature'} | there is no array 'features'",
                "{'features':{}} | there is no array 'features'",
                "{'features':[]} | has no features",
                "{'features':[7]} | feature 1 is not an object but 7",
                "<kml/> | not JSON after feature 0",
                "{'features':[{'type' | not JSON after feature 0"
            })
    void shouldNameTheFileAndTheReasonWhenItIsNoFeatureCollection(String text, String reason) throws IOException {
        Path file = write(text);
        assertThatThrownBy(() -> RegionsFile.read(file))
                .isInstanceOf(InvalidRegionsException.class)
                .hasMessageContaining("regions.geojson: ")
                .hasMessageContaining(reason);
    }

    @Test
    void shouldSayNotJsonWhenTheFileIsEmptyOrCutShort() throws IOException {
        Path cut = write("{'features':[" + feature("name", "A", SQUARE) + "],'x':");
        assertThatThrownBy(() -> RegionsFile.read(cut)).hasMessageContaining("not JSON after feature 1");
        Path empty = write("");
        assertThatThrownBy(() -> RegionsFile.read(empty)).isInstanceOf(InvalidRegionsException.class);
        assertThatThrownBy(() -> RegionsFile.read(dir.resolve("absent"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void shouldNameTheFeatureWhenItsNameIsMissingOrBlankOrTwice() {
        assertThatThrownBy(() -> read(null, feature("label", "A", SQUARE)))
                .hasMessageContaining("feature 1: property name or shapeName or NAME_1 or adm1_name is missing")
                .hasMessageContaining("present: label");
        assertThatThrownBy(() -> read(null, feature("NAME_1", "A", SQUARE), feature("NAME_1", " ", NEXT)))
                .hasMessageContaining("feature 2: property 'NAME_1' is missing");
        assertThatThrownBy(() -> read("dept", feature("name", "A", SQUARE)))
                .hasMessageContaining("feature 1: property dept is missing");
        assertThatThrownBy(() -> read(null, feature("name", "Ségou", SQUARE), feature("name", "Segou Region", NEXT)))
                .hasMessageContaining("feature 2: property 'name': 'Segou Region' is feature 1's region 'segou' again");
        assertThatThrownBy(() -> read(null, feature("name", "--", SQUARE)))
                .hasMessageContaining("'--' has no letter to make an id of");
    }

    private RegionsFile read(@Nullable String property, String... features) throws IOException {
        return RegionsFile.read(
                write("{'type':'FeatureCollection','features':[" + String.join(",", features) + "]}"), property);
    }

    private Path write(String text) throws IOException {
        Path file = dir.resolve("regions.geojson");
        return Files.writeString(file, text.replace('\'', '"'), StandardCharsets.UTF_8);
    }

    private static String feature(String property, String name, String geometry) {
        return "{'type':'Feature','properties':{'" + property + "':'" + name + "'},'geometry':" + geometry + "}";
    }
}
