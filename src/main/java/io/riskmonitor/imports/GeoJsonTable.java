package io.riskmonitor.imports;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.riskmonitor.text.Cell;
import io.riskmonitor.text.JsonRow;
import io.riskmonitor.text.JsonRows;
import io.riskmonitor.text.Problem;
import io.riskmonitor.text.Reason;
import io.riskmonitor.text.RowFields;
import io.riskmonitor.text.UnreadableFileException;
import io.riskmonitor.text.Utf8Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the features of a GeoJSON file (RFC 7946) one by one: a Point, a LineString or a Polygon each, or none, with
 * properties named like the columns of CSV. What breaks the syntax ends the reading.
 */
final class GeoJsonTable {
    private static final String GEOMETRY = "geometry";
    private static final ObjectMapper TREES = new ObjectMapper(JsonRows.FORMAT);

    private GeoJsonTable() {}

    /** A feature as it stands in the file. */
    private record Feature(
            @Nullable String type,
            JsonNode geometry,
            @Nullable JsonRow properties) {}

    /** @throws UnreadableFileException if the file is no collection of features, or ends before it should */
    static void read(Path path, Set<String> notRead, Consumer<ImportRow> rows, Consumer<Refusal> refused)
            throws IOException {
        String file = String.valueOf(path.getFileName());
        try (InputStream in = Files.newInputStream(path);
                JsonRows features = new JsonRows(Utf8Text.open(in, file), file, "features")) {
            Feature feature = features.next(GeoJsonTable::feature);
            while (feature != null) {
                RowFields fields = fields(feature, notRead);
                ImportRow.Shape shape = shape(feature.geometry(), fields);
                if (fields.problem() == null) {
                    rows.accept(new ImportRow(file, features.number(), fields, shape));
                } else {
                    refused.accept(Refusal.of(file, features.number(), fields.problem()));
                }
                feature = features.next(GeoJsonTable::feature);
            }
            check(features.envelope(), file);
        }
    }

    private static void check(Map<String, String> says, String file) throws UnreadableFileException {
        if (!"FeatureCollection".equals(says.get("type"))) {
            throw new UnreadableFileException(file + ": its type is not FeatureCollection (RFC 7946)");
        }
        for (Map.Entry<String, String> entry : says.entrySet()) {
            String value = entry.getValue();
            if (entry.getKey().startsWith("crs.")
                    && !entry.getKey().equals("crs.type")
                    && !value.contains("CRS84")
                    && !value.contains("4326")) {
                throw new UnreadableFileException(
                        file + ": its coordinates are in " + value + "; write it in longitude and latitude (WGS 84)");
            }
        }
    }

    private static Feature feature(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return new Feature(null, TREES.nullNode(), null);
        }
        String type = null;
        JsonNode geometry = TREES.nullNode();
        JsonRow properties = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "type" -> type = TREES.<JsonNode>readTree(parser).asText();
                case GEOMETRY -> geometry = TREES.readTree(parser);
                case "properties" -> properties = JsonRow.element(parser);
                default -> parser.skipChildren();
            }
        }
        return new Feature(type, geometry, properties);
    }

    private static RowFields fields(Feature feature, Set<String> notRead) {
        Map<String, Cell> cells = new LinkedHashMap<>();
        Problem problem = null;
        if (!"Feature".equals(feature.type())) {
            problem = Problem.ofRow(Reason.MALFORMED_JSON, "", "its type must be Feature");
        } else if (feature.properties() == null) {
            problem = new Problem(Reason.MISSING_FIELD, "properties", "", "properties is missing");
        } else {
            problem = feature.properties().fields().problem();
            for (Cell cell : feature.properties().cells()) {
                String name = Column.canonical(cell.name());
                boolean isPosition = name.equals(Column.LAT) || name.equals(Column.LON);
                if (!isPosition && Column.isKnown(name)) {
                    cells.putIfAbsent(name, cell);
                } else if (problem == null && Column.meant(name).isPresent()) {
                    String message = "means nothing here; nearest is "
                            + Column.meant(name).get();
                    problem = new Problem(Reason.UNKNOWN_FIELD, cell.name(), "", message);
                } else {
                    notRead.add(Utf8Text.shown(cell.name()));
                }
            }
        }
        if (problem == null && feature.geometry().path("type").asText().equals("Point")) {
            point(feature.geometry().path("coordinates"), cells);
        }
        RowFields fields = new RowFields(cells);
        if (problem != null) {
            fields.refuse(problem);
        }
        return fields;
    }

    private static void point(JsonNode position, Map<String, Cell> cells) {
        if (isPosition(position)) {
            cells.put(Column.LAT, new Cell(GEOMETRY, position.get(1).asText()));
            cells.put(Column.LON, new Cell(GEOMETRY, position.get(0).asText()));
        }
    }

    /** The line or area; a geometry that is neither, nor a point, refuses the row. */
    private static ImportRow.@Nullable Shape shape(JsonNode geometry, RowFields fields) {
        if (geometry.isNull()) {
            return null;
        }
        String type = geometry.path("type").asText();
        JsonNode coordinates = geometry.path("coordinates");
        switch (type) {
            case "Point" -> {
                if (!isPosition(coordinates)) {
                    refuse(fields, "a Point has one position [longitude, latitude]");
                }
                return null;
            }
            case "LineString" -> {
                return shape("line", coordinates, fields);
            }
            case "Polygon" -> {
                // Holes do not matter: an area is kept as its smallest rotated rectangle.
                return shape("area", coordinates.path(0), fields);
            }
            default ->
                refuse(
                        fields,
                        "must be a Point, LineString or Polygon, not "
                                + (type.isEmpty() ? "a geometry without a type" : type)
                                + "; give each part a feature of its own");
        }
        return null;
    }

    private static ImportRow.@Nullable Shape shape(String key, JsonNode positions, RowFields fields) {
        for (JsonNode position : positions) {
            if (!isPosition(position)) {
                refuse(fields, "a position must be [longitude, latitude]");
                return null;
            }
        }
        if (!positions.isArray() || positions.isEmpty()) {
            refuse(fields, "has no positions");
            return null;
        }
        return new ImportRow.Shape(key, positions);
    }

    private static boolean isPosition(JsonNode node) {
        return node.isArray()
                && node.size() >= 2
                && node.get(0).isValueNode()
                && node.get(1).isValueNode();
    }

    private static void refuse(RowFields fields, String message) {
        fields.refuse(new Problem(Reason.INVALID_COORDINATES, GEOMETRY, "", message));
    }
}
