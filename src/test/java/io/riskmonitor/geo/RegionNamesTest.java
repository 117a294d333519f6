package io.riskmonitor.geo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegionNamesTest {
    @ParameterizedTest
    @CsvSource({
        "Ségou Region, segou",
        "SEGOU, segou",
        "ségou, segou",
        "Région de Mopti, mopti",
        "Mopti region, mopti",
        "Mopti Province, mopti",
        "Sicasso, sikasso",
        "Koulikouro, koulikoro",
        "District de Bamako, bamako",
        "Bamako capital district, bamako",
        "Bamako District, bamako",
        "Bamako Region, bamako",
        "ML-BKO, bamako",
        "Tombouctou, tombouctou",
        "Timbuktu, tombouctou",
        "Tomboctou region, tombouctou",
        "TIMBUKTU REGION, tombouctou",
        "ml-1, kayes",
        "ML-8, kidal",
        "ML-05, mopti",
        "ML-9, menaka",
        "ML-10, taoudenit",
        "Ménaka, menaka",
        "Taoudenni, taoudenit",
        "Taoudénit, taoudenit",
        "Région de Taoudénit, taoudenit",
        "Dioïla, dioila",
        "Nioro du Sahel, nioro",
        "Region of Gao, gao",
        "the region of Gao, gao",
        "通布图大区, tombouctou",
        "廷巴克图, tombouctou",
        "莫普提区, mopti",
        "巴马科首都区, bamako",
        "加奥州, gao",
        "桑, san"
    })
    void shouldFindTheRegionWhenWrittenInAnyOfItsWays(String name, String id) {
        assertThat(RegionNames.find(name)).map(RegionNames.Known::id).contains(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Region", "Mali", "Sahel", "ML-09", "ML09", "Gao town", "Oudalan", "大区"})
    void shouldFindNothingWhenTheNameIsNoRegionsOrMeansTwo(String name) {
        assertThat(RegionNames.find(name)).isEmpty();
    }

    @Test
    void shouldKnowTwentyRegionsByThreeNamesAndEachByEveryOne() {
        assertThat(RegionNames.all()).hasSize(20).allSatisfy(region -> {
            assertThat(region.id()).matches("[a-z]+");
            assertThat(RegionNames.slug(region.names().fr())).isEqualTo(region.id());
            assertThat(RegionNames.find(region.id())).contains(region);
            assertThat(RegionNames.find(region.names().en())).contains(region);
            assertThat(RegionNames.find("Région de " + region.names().fr())).contains(region);
            assertThat(RegionNames.find(region.names().zh() + "大区")).contains(region);
        });
        assertThat(RegionNames.all().stream().filter(region -> region.cutFrom() == null))
                .hasSize(9);
        assertThat(RegionNames.all().stream().map(region -> region.names().zh()))
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldMakeAnIdOfAnyNameWhenTheRegionIsUnknown() {
        assertThat(RegionNames.slug("Boucle du Mouhoun")).isEqualTo("boucle-du-mouhoun");
        assertThat(RegionNames.slug("Île-de-France")).isEqualTo("ile-de-france");
        assertThat(RegionNames.slug("云南省")).isEqualTo("云南省");
        assertThat(RegionNames.slug("--")).isEmpty();
    }
}
