package io.riskmonitor.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.riskmonitor.registry.IndicatorKind;
import io.riskmonitor.text.NearestName;
import io.riskmonitor.text.RowFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A column of our own CSV, or a property of our own GeoJSON, and where its value stands in a registry file.
 *
 * @param name as it is written; case, spaces and hyphens do not count
 * @param part which piece of the project it belongs to
 * @param path within that piece
 */
record Column(String name, Part part, String path, Kind kind) {
    /** The pieces of a project: one head, any number of the others. */
    enum Part {
        HEAD,
        PLACE,
        PHASE,
        FACT
    }

    enum Kind {
        TEXT,
        NUMBER,
        /** One of the registry's words, in any case. */
        WORD,
        /** Several of them, separated by semicolons. */
        WORDS,
        /** A citation. */
        SOURCE
    }

    static final String ID = "id";
    static final String LAT = "lat";
    static final String LON = "lon";
    static final String LABEL = "place";

    /** All of them, in the order of a registry file. */
    static final List<Column> ALL = all();

    private static final int CLOSE_FROM = 5;

    private static List<Column> all() {
        List<Column> all = new ArrayList<>(List.of(
                new Column(ID, Part.HEAD, "id", Kind.TEXT),
                new Column("name_en", Part.HEAD, "names.en", Kind.TEXT),
                new Column("name_fr", Part.HEAD, "names.fr", Kind.TEXT),
                new Column("name_zh", Part.HEAD, "names.zh", Kind.TEXT),
                new Column("sector", Part.HEAD, "sector", Kind.WORD),
                new Column("region", Part.HEAD, "regionId", Kind.TEXT),
                new Column("matches", Part.HEAD, "matches", Kind.WORDS),
                new Column(LABEL, Part.PLACE, "label", Kind.TEXT),
                new Column(LAT, Part.PLACE, "lat", Kind.NUMBER),
                new Column(LON, Part.PLACE, "lon", Kind.NUMBER),
                new Column("uncertainty_km", Part.PLACE, "uncertaintyKm", Kind.NUMBER),
                new Column("section_km", Part.PLACE, "sectionKm", Kind.NUMBER),
                new Column("place_source", Part.PLACE, "source", Kind.SOURCE),
                new Column("status", Part.PHASE, "status", Kind.WORD),
                new Column("from", Part.PHASE, "from", Kind.TEXT),
                new Column("to", Part.PHASE, "to", Kind.TEXT),
                new Column("phase_source", Part.PHASE, "source", Kind.SOURCE),
                new Column("note", Part.PHASE, "note", Kind.TEXT)));
        for (IndicatorKind kind : IndicatorKind.values()) {
            String name = kind.name().toLowerCase(Locale.ROOT);
            String path = "indicators." + kind.name() + ".";
            all.add(new Column(name, Part.PHASE, path + "value", Kind.NUMBER));
            all.add(new Column(name + "_reason", Part.PHASE, path + "reason", Kind.TEXT));
            all.add(new Column(name + "_source", Part.PHASE, path + "source", Kind.SOURCE));
        }
        all.add(new Column("fact", Part.FACT, "text", Kind.TEXT));
        all.add(new Column("fact_source", Part.FACT, "source", Kind.SOURCE));
        return List.copyOf(all);
    }

    /** The text as a registry file writes it; what is no number stays text, for its reader to refuse. */
    JsonNode value(String text) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (kind) {
            case NUMBER ->
                RowFields.isDecimal(text) ? nodes.numberNode(Double.parseDouble(text)) : nodes.textNode(text);
            case WORD -> nodes.textNode(word(text));
            case WORDS -> {
                ArrayNode words = nodes.arrayNode();
                Arrays.stream(text.split(";", -1))
                        .filter(word -> !word.isBlank())
                        .forEach(word -> words.add(word(word)));
                yield words;
            }
            case SOURCE, TEXT -> nodes.textNode(text);
        };
    }

    private static String word(String text) {
        return text.strip().toUpperCase(Locale.ROOT).replaceAll("[\\s-]+", "_");
    }

    static List<Column> of(Part part) {
        return ALL.stream().filter(column -> column.part() == part).toList();
    }

    /** The canonical form of a name, whether or not there is such a column. */
    static String canonical(String name) {
        String key = name.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s-]+", "_");
        return switch (key) {
            case "latitude" -> LAT;
            case "longitude", "long", "lng" -> LON;
            case "name" -> "name_en";
            default -> key;
        };
    }

    static boolean isKnown(String canonical) {
        return ALL.stream().anyMatch(column -> column.name().equals(canonical));
    }

    /**
     * The column that an unknown name is one or two letters away from. Such a name is a slip and not a foreign column:
     * what stands under it would be lost in silence.
     */
    static Optional<String> meant(String canonical) {
        List<String> known = ALL.stream().map(Column::name).toList();
        String nearest = NearestName.to(canonical, known);
        return nearest.length() >= CLOSE_FROM && NearestName.distance(canonical, nearest) <= 2
                ? Optional.of(nearest)
                : Optional.empty();
    }
}
