package io.riskmonitor.geo;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What sources call the regions of Mali, and how names of regions anywhere are compared.
 *
 * <p>Known are the eight regions and Bamako, the regions of 2016 (Ménaka, Taoudénit) and those of the law of March 2023
 * (wikipedia.org, "Regions of Mali"), with the spellings of UCDP, ACLED, GeoNames, geoBoundaries and Natural Earth and
 * the ISO 3166-2 codes. {@code ML-09} and {@code ML09} are left out: ISO means Ménaka by 9, other code lists Bamako.
 */
public final class RegionNames {
    /**
     * A region of Mali.
     *
     * @param id lower-case ASCII of the French name
     * @param cutFrom id of the older region that it was cut from, or null for one of the first nine
     */
    public record Known(String id, Names names, @Nullable String cutFrom) {}

    private static final List<Known> REGIONS = List.of(
            known("bamako", "Bamako", "Bamako", "巴马科", null),
            known("kayes", "Kayes", "Kayes", "卡伊", null),
            known("koulikoro", "Koulikoro", "Koulikoro", "库利科罗", null),
            known("sikasso", "Sikasso", "Sikasso", "锡卡索", null),
            known("segou", "Ségou", "Ségou", "塞古", null),
            known("mopti", "Mopti", "Mopti", "莫普提", null),
            known("tombouctou", "Timbuktu", "Tombouctou", "通布图", null),
            known("gao", "Gao", "Gao", "加奥", null),
            known("kidal", "Kidal", "Kidal", "基达尔", null),
            known("taoudenit", "Taoudénit", "Taoudénit", "陶代尼", "tombouctou"),
            known("menaka", "Ménaka", "Ménaka", "梅纳卡", "gao"),
            known("nioro", "Nioro", "Nioro", "尼奥罗", "kayes"),
            known("kita", "Kita", "Kita", "基塔", "kayes"),
            known("dioila", "Dioïla", "Dioïla", "迪奥伊拉", "koulikoro"),
            known("nara", "Nara", "Nara", "纳拉", "koulikoro"),
            known("bougouni", "Bougouni", "Bougouni", "布古尼", "sikasso"),
            known("koutiala", "Koutiala", "Koutiala", "库佳拉", "sikasso"),
            known("san", "San", "San", "桑", "segou"),
            known("bandiagara", "Bandiagara", "Bandiagara", "邦贾加拉", "mopti"),
            known("douentza", "Douentza", "Douentza", "杜恩扎", "mopti"));

    private static final Map<String, List<String>> OTHER_SPELLINGS = Map.ofEntries(
            Map.entry("bamako", List.of("ML-BKO", "Bamaco", "Bamako capital", "巴馬科")),
            Map.entry("kayes", List.of("ML-1", "ML-01", "Kaye", "凯斯", "卡耶斯")),
            Map.entry("koulikoro", List.of("ML-2", "ML-02", "Koulikouro", "Kulikoro", "Koulicoro", "庫利科羅")),
            Map.entry("sikasso", List.of("ML-3", "ML-03", "Sicasso", "Sikaso", "錫卡索")),
            Map.entry("segou", List.of("ML-4", "ML-04", "Segu", "Segoo")),
            Map.entry("mopti", List.of("ML-5", "ML-05")),
            Map.entry(
                    "tombouctou",
                    List.of(
                            "ML-6",
                            "ML-06",
                            "Tomboctou",
                            "Timbouctou",
                            "Timbuctu",
                            "Tombuktu",
                            "Tombuctu",
                            "Tumbuktu",
                            "Timbuctoo",
                            "通布圖",
                            "廷巴克图",
                            "廷巴克圖")),
            Map.entry("gao", List.of("ML-7", "ML-07", "加奧")),
            Map.entry("kidal", List.of("ML-8", "ML-08", "基達爾")),
            Map.entry("menaka", List.of("ML-9", "Meneka", "梅納卡")),
            Map.entry("taoudenit", List.of("ML-10", "Taoudenni", "Taoudeni", "Tawdenni", "陶德尼", "陶德尼特")),
            Map.entry("nioro", List.of("Nioro du Sahel")),
            Map.entry("dioila", List.of("Dioela")),
            Map.entry("koutiala", List.of("库蒂亚拉")),
            Map.entry("bandiagara", List.of("Bandiagarra")),
            Map.entry("douentza", List.of("Duentza", "杜安扎")));

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NOT_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern BEFORE = Pattern.compile(
            "^(the )?(region|province|district|state|gouvernorat|governorate)( capitale?)? (of |de la |de l |des |du |de |d )?");
    private static final Pattern AFTER =
            Pattern.compile(" (autonomous |capital )?(region|province|district|state|governorate)$");
    private static final Pattern AFTER_CHINESE = Pattern.compile("(?<=\\p{IsHan})(首都特区|首都特區|首都区|特区|特區|大区|大區|区|區|省|州)$");

    // After the patterns, which it is made with.
    private static final Map<String, Known> BY_KEY = byKey();

    private RegionNames() {}

    /** All known regions of Mali, the first nine before the later ones. */
    public static List<Known> all() {
        return REGIONS;
    }

    /** The region of Mali that is meant by a name in any of its spellings. */
    public static Optional<Known> find(String name) {
        Known exact = BY_KEY.get(plain(name));
        return Optional.ofNullable(exact != null ? exact : BY_KEY.get(bare(name)));
    }

    /** A name without case, accents and punctuation, its words parted by single blanks. */
    static String plain(String name) {
        String folded = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replace("œ", "oe")
                .replace("æ", "ae")
                .replace("ß", "ss")
                .replace('ø', 'o')
                .replace('ł', 'l')
                .replace('đ', 'd')
                .replace('ı', 'i')
                .replace('ɔ', 'o')
                .replace('ɛ', 'e')
                .replace('ŋ', 'n');
        return NOT_WORD.matcher(folded).replaceAll(" ").strip();
    }

    /** A plain name without the words that say it is a region; the plain name where nothing else is in it. */
    static String bare(String name) {
        String plain = plain(name);
        String bare = BEFORE.matcher(plain).replaceFirst("");
        bare = AFTER.matcher(bare).replaceFirst("");
        bare = AFTER_CHINESE.matcher(bare).replaceFirst("");
        return bare.isBlank() ? plain : bare;
    }

    /** An id made of a name: {@code Boucle du Mouhoun} gives {@code boucle-du-mouhoun}; blank if it has no letters. */
    public static String slug(String name) {
        return plain(name).replace(' ', '-');
    }

    private static Known known(String id, String en, String fr, String zh, @Nullable String cutFrom) {
        return new Known(id, new Names(en, fr, zh), cutFrom);
    }

    private static Map<String, Known> byKey() {
        Map<String, Known> byKey = new LinkedHashMap<>();
        for (Known region : REGIONS) {
            byKey.put(region.id(), region);
            byKey.put(plain(region.names().en()), region);
            byKey.put(plain(region.names().fr()), region);
            byKey.put(plain(region.names().zh()), region);
            for (String other : OTHER_SPELLINGS.getOrDefault(region.id(), List.of())) {
                byKey.put(plain(other), region);
            }
        }
        return Map.copyOf(byKey);
    }
}
