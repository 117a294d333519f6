package io.riskmonitor.feed;

import io.riskmonitor.text.NearestName;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The fields of the desk format: canonical names, and the other names under which people write them. Case, spaces,
 * underscores, hyphens and dots do not count, so {@code occurred_from} is {@code occurredFrom}.
 */
enum DeskField {
    ID("id"),
    SOURCE("source"),
    TYPE("type", "incidentType", "eventType"),
    SOURCE_TYPE("sourceType"),
    TARGETS("targets", "target"),
    OCCURRED_FROM("occurredFrom", "date", "from", "occurred"),
    OCCURRED_TO("occurredTo", "to", "dateTo"),
    LAT("lat", "latitude"),
    LON("lon", "lng", "long", "longitude"),
    EXTENT("extent"),
    UNCERTAINTY_KM("uncertaintyKm", "uncertainty"),
    PLACE_NAME("placeName", "place", "location"),
    ADM1("adm1", "region"),
    ADM2("adm2", "cercle", "district"),
    COUNTRY("country"),
    ACTORS("actors", "actor"),
    FATALITIES_LOW("fatalitiesLow", "deathsLow"),
    FATALITIES_BEST("fatalitiesBest", "fatalities", "deaths", "killed", "deathsBest"),
    FATALITIES_HIGH("fatalitiesHigh", "deathsHigh"),
    INJURED("injured", "wounded"),
    ABDUCTED("abducted", "kidnapped"),
    CONFIDENCE("confidence"),
    HEADLINE("headline", "description", "title", "summary"),
    REFERENCES("references", "reference", "url", "link", "links"),
    RECORDED_AT("recordedAt"),
    RETRACTED("retracted");

    private final String canonical;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<String> keys;

    DeskField(String canonical, String... aliases) {
        this.canonical = canonical;
        this.keys = Stream.concat(Stream.of(canonical), Arrays.stream(aliases))
                .map(DeskField::key)
                .toList();
    }

    /** The name in lowerCamelCase, as the record has it. */
    String canonical() {
        return canonical;
    }

    /** Whether the field may hold several values, in CSV separated by semicolons. */
    boolean isList() {
        return this == TARGETS || this == ACTORS || this == REFERENCES;
    }

    static Optional<DeskField> named(String name) {
        String key = key(name);
        return Arrays.stream(values()).filter(field -> field.keys.contains(key)).findFirst();
    }

    /** The known name that is most like an unknown one. */
    static String nearest(String name) {
        return NearestName.to(
                name, Arrays.stream(values()).map(DeskField::canonical).toList());
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[\\s_.-]", "");
    }
}
