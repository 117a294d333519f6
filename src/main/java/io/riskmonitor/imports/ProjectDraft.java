package io.riskmonitor.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.riskmonitor.config.RegistryFile;
import io.riskmonitor.config.Vicinity;
import io.riskmonitor.imports.Column.Part;
import io.riskmonitor.text.Problem;
import io.riskmonitor.text.RowFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One project out of the rows that have its id: the first says what it is, each may add a place, a phase and a fact. It
 * is judged by the reader of registry files, whose findings are told by row and column.
 */
final class ProjectDraft {
    /** Where a value of the registry came from. */
    private record Origin(ImportRow row, String column) {}

    private final List<ImportRow> rows = new ArrayList<>();
    private final ObjectNode head = RegistryDraft.YAML.createObjectNode();
    private final ArrayNode sites = RegistryDraft.YAML.createArrayNode();
    private final ArrayNode phases = RegistryDraft.YAML.createArrayNode();
    private final ArrayNode facts = RegistryDraft.YAML.createArrayNode();
    private final Map<String, Origin> origins = new HashMap<>();
    private final Map<String, String> sources = new TreeMap<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private final List<Refusal> repeats = new ArrayList<>();
    private ImportRow.@Nullable Shape shape;

    /** The citations that look like keys, which a registry file has to name. */
    Map<String, String> sources() {
        return sources;
    }

    void add(ImportRow row) {
        boolean isFirst = rows.isEmpty();
        rows.add(row);
        boolean adds = head(row, isFirst);
        adds |= place(row);
        adds |= piece(row, Part.PHASE, "phases", phases);
        adds |= piece(row, Part.FACT, "facts", facts);
        Problem problem = row.fields().problem();
        if (problem != null) {
            refusals.add(Refusal.of(row.file(), row.number(), problem));
        } else if (!adds) {
            repeats.add(refusal(row, Problem.WHOLE_ROW, "says nothing that earlier rows of the project do not say"));
        }
    }

    /** The project as a registry file has it. */
    ObjectNode node() {
        ObjectNode node = head.deepCopy();
        JsonNode names = node.path("names");
        if (names.has("en")) {
            // A name in the wrong language says more than none.
            for (String language : List.of("fr", "zh")) {
                if (!names.has(language)) {
                    ((ObjectNode) names).set(language, names.get("en"));
                }
            }
        }
        if (shape == null) {
            node.set("sites", sites);
        }
        return node.<ObjectNode>set("phases", phases).set("facts", facts);
    }

    /** Why the project cannot be taken; each of its rows is then accounted for. Empty if it can. */
    List<Refusal> refusals() {
        List<Refusal> all = new ArrayList<>(refusals);
        if (all.isEmpty()) {
            String text = RegistryDraft.text(sources, List.of(node()));
            RegistryFile.parse("row", text)
                    .either(loaded -> List.<RegistryFile.Finding>of(), rejected -> rejected.problems())
                    .forEach(problem -> all.add(refusal(problem)));
        }
        if (all.isEmpty()) {
            return List.of();
        }
        long guilty = all.get(0).row();
        for (ImportRow row : rows) {
            if (all.stream().noneMatch(refusal -> refusal.row() == row.number())) {
                all.add(refusal(row, Column.ID, "is not taken, as row " + guilty + " of the same project is refused"));
            }
        }
        return all;
    }

    /** Rows that were passed over without harm to the project. */
    List<Refusal> repeats() {
        return repeats;
    }

    private boolean head(ImportRow row, boolean isFirst) {
        boolean adds = isFirst;
        for (Column column : Column.of(Part.HEAD)) {
            JsonNode value = value(row.fields(), column);
            JsonNode earlier = head.at("/" + column.path().replace('.', '/'));
            if (isFirst || (earlier.isMissingNode() && value != null)) {
                origins.put(column.path(), new Origin(row, column.name()));
            }
            if (value != null && earlier.isMissingNode()) {
                put(head, column.path(), value);
                adds = true;
            } else if (value != null && !value.equals(earlier)) {
                refusals.add(refusal(row, column.name(), "differs from that of an earlier row of the same project"));
            }
        }
        return adds;
    }

    private boolean place(ImportRow row) {
        ImportRow.Shape drawn = row.shape();
        if (drawn == null) {
            boolean adds = piece(row, Part.PLACE, "sites", sites);
            if (adds && shape != null) {
                refusals.add(refusal(
                        row,
                        "geometry",
                        "a project has points, one line or one area, and this one has a " + shape.key()));
            }
            return adds;
        }
        if (shape != null || !sites.isEmpty()) {
            boolean same = drawn.equals(shape);
            if (!same) {
                refusals.add(refusal(
                        row,
                        "geometry",
                        "a project has points, one line or one area, and this one has "
                                + (shape == null ? "points" : "a " + shape.key())));
            }
            return !same;
        }
        shape = drawn;
        String key = drawn.key();
        boolean isLine = key.equals("line");
        ObjectNode node = head.putObject(key);
        for (Column column : Column.of(Part.PLACE)) {
            boolean fits = isLine
                    ? !column.name().equals(Column.LABEL)
                    : !column.path().equals("sectionKm");
            origins.put(key + "." + column.path(), new Origin(row, column.name()));
            JsonNode value = fits ? value(row.fields(), column) : null;
            if (value != null) {
                put(node, column.path(), value);
            }
        }
        if (!isLine) {
            label(node);
        }
        origins.put(key, new Origin(row, "geometry"));
        node.set(isLine ? "points" : "ring", isLine ? points(drawn.positions()) : drawn.positions());
        return true;
    }

    private static ArrayNode points(JsonNode positions) {
        ArrayNode points = RegistryDraft.YAML.createArrayNode();
        for (JsonNode position : positions) {
            ObjectNode point = points.addObject();
            point.set("lat", position.path(1));
            point.set("lon", position.path(0));
        }
        return points;
    }

    /** Adds what the row says of one piece to the list of its kind, unless it says nothing new. */
    private boolean piece(ImportRow row, Part part, String list, ArrayNode pieces) {
        ObjectNode piece = RegistryDraft.YAML.createObjectNode();
        for (Column column : Column.of(part)) {
            JsonNode value = value(row.fields(), column);
            if (value != null) {
                put(piece, column.path(), value);
            }
        }
        if (piece.isEmpty()) {
            return false;
        }
        if (part == Part.PLACE) {
            label(piece);
            refuseIfSwapped(row, piece);
        }
        for (JsonNode earlier : pieces) {
            if (part == Part.PLACE ? sameSite(earlier, piece) : earlier.equals(piece)) {
                return false;
            }
        }
        int position = pieces.size() + 1;
        if (part == Part.PLACE) {
            piece.put("id", "site-" + position);
        }
        pieces.add(piece);
        for (Column column : Column.of(part)) {
            origins.put(list + "[" + position + "]." + column.path(), new Origin(row, column.name()));
        }
        return true;
    }

    private static boolean sameSite(JsonNode earlier, ObjectNode piece) {
        ObjectNode without = earlier.deepCopy();
        without.remove("id");
        return without.equals(piece);
    }

    private void label(ObjectNode place) {
        JsonNode name = head.at("/names/en");
        if (!place.has("label") && !name.isMissingNode()) {
            place.set("label", name);
        }
    }

    private void refuseIfSwapped(ImportRow row, ObjectNode place) {
        JsonNode lat = place.path("lat");
        JsonNode lon = place.path("lon");
        if (lat.isNumber() && lon.isNumber() && Vicinity.looksSwapped(lat.asDouble(), lon.asDouble())) {
            refusals.add(refusal(row, Column.LAT, "latitude and longitude look swapped"));
        }
    }

    private @Nullable JsonNode value(RowFields fields, Column column) {
        String text = fields.text(column.name());
        if (text != null && column.kind() == Column.Kind.SOURCE) {
            RegistryFile.keysIn(text).forEach(key -> sources.put(key, key));
        }
        return text == null ? null : column.value(text);
    }

    private static void put(ObjectNode node, String path, JsonNode value) {
        String[] keys = path.split("\\.", -1);
        ObjectNode at = node;
        for (int i = 0; i < keys.length - 1; i++) {
            at = at.withObjectProperty(keys[i]);
        }
        at.set(keys[keys.length - 1], value);
    }

    /** The reader's finding, at the row and column from which the value came. */
    private Refusal refusal(RegistryFile.Finding finding) {
        String path = finding.field();
        String rest = "";
        while (!path.isEmpty() && !origins.containsKey(path)) {
            int cut = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
            int from = cut < 0 ? 0 : cut;
            rest = path.substring(from) + rest;
            path = path.substring(0, from);
        }
        Origin origin = origins.get(path);
        if (origin == null) {
            return refusal(rows.get(0), finding.field(), finding.reason());
        }
        String where = rest.startsWith(".") ? rest.substring(1) : rest;
        return refusal(origin.row(), origin.column(), (where.isEmpty() ? "" : where + " ") + finding.reason());
    }

    private static Refusal refusal(ImportRow row, String field, String reason) {
        return new Refusal(row.file(), row.number(), field, reason);
    }
}
