package io.riskmonitor.topic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether what was written under an old schema can be read under a new one, over the part of JSON Schema that the
 * topics use. A keyword it does not know is a finding, so that the part cannot grow unseen.
 *
 * <p>The old schema is taken as closed, whatever it says: our serdes write the fields it names and no others. So an
 * optional field may be added. None may be removed: the reader passes over unknown fields, and what old records say
 * there would be lost without a word.
 */
final class SchemaCompatibility {
    private static final Set<String> ANNOTATIONS = Set.of("$schema", "$defs", "title", "description");
    private static final Set<String> KNOWN = Set.of(
            "type",
            "const",
            "enum",
            "minimum",
            "maximum",
            "minItems",
            "uniqueItems",
            "pattern",
            "format",
            "required",
            "properties",
            "additionalProperties",
            "items",
            "oneOf",
            "$ref");

    private final JsonNode oldRoot;
    private final JsonNode newRoot;

    private SchemaCompatibility(JsonNode oldRoot, JsonNode newRoot) {
        this.oldRoot = oldRoot;
        this.newRoot = newRoot;
    }

    /** What an old record could hold that the new schema refuses or passes over, each with its place; empty if nothing. */
    static List<String> problems(JsonNode released, JsonNode current) {
        return new SchemaCompatibility(released, current).compare("$", released, current);
    }

    private List<String> compare(String at, JsonNode older, JsonNode newer) {
        JsonNode was = resolved(oldRoot, older);
        JsonNode is = resolved(newRoot, newer);
        if (was.has("oneOf") || is.has("oneOf")) {
            return alternatives(at, was, is);
        }
        List<String> found = new ArrayList<>();
        for (String keyword : names(is)) {
            if (!KNOWN.contains(keyword) && !ANNOTATIONS.contains(keyword)) {
                found.add(at + ": keyword " + keyword + " is not known to this check");
            }
        }
        values(at, was, is, found);
        bounds(at, was, is, found);
        for (String keyword : List.of("pattern", "format")) {
            if (is.has(keyword) && !is.get(keyword).equals(was.get(keyword))) {
                found.add(at + ": " + keyword + " " + is.get(keyword) + " was " + was.path(keyword));
            }
        }
        object(at, was, is, found);
        if (is.has("items")) {
            if (was.has("items")) {
                found.addAll(compare(at + "[]", was.get("items"), is.get("items")));
            } else {
                found.add(at + ": items were anything");
            }
        }
        return found;
    }

    /** Each old alternative needs a new one that takes it; told are the findings against the nearest. */
    private List<String> alternatives(String at, JsonNode was, JsonNode is) {
        List<String> found = new ArrayList<>();
        for (JsonNode side : List.of(was, is)) {
            for (String keyword : names(side)) {
                if (side.has("oneOf") && !keyword.equals("oneOf") && !ANNOTATIONS.contains(keyword)) {
                    found.add(at + ": keyword " + keyword + " beside oneOf is not known to this check");
                }
            }
        }
        int number = 0;
        for (JsonNode old : was.has("oneOf") ? was.get("oneOf") : List.of(was)) {
            String place = at + "|" + ++number;
            List<String> nearest = List.of(place + ": no alternative is left");
            int fewest = Integer.MAX_VALUE;
            for (JsonNode now : is.has("oneOf") ? is.get("oneOf") : List.of(is)) {
                List<String> against = compare(place, old, now);
                if (against.size() < fewest) {
                    fewest = against.size();
                    nearest = against;
                }
            }
            found.addAll(nearest);
        }
        return found;
    }

    private static void values(String at, JsonNode was, JsonNode is, List<String> found) {
        if (is.has("const") || is.has("enum")) {
            if (!was.has("const") && !was.has("enum")) {
                found.add(at + ": values were not enumerated");
            } else {
                Set<JsonNode> gone = listed(was);
                gone.removeAll(listed(is));
                if (!gone.isEmpty()) {
                    found.add(at + ": values removed: " + gone);
                }
            }
        }
        if (is.has("type")) {
            Set<String> gone = types(was);
            Set<String> kept = types(is);
            gone.removeIf(type -> kept.contains(type) || (type.equals("integer") && kept.contains("number")));
            if (!gone.isEmpty()) {
                found.add(at + ": type was also " + gone);
            }
        }
    }

    private static void bounds(String at, JsonNode was, JsonNode is, List<String> found) {
        if (is.has("minimum")
                && is.get("minimum").asDouble() > was.path("minimum").asDouble(Double.NEGATIVE_INFINITY)) {
            found.add(at + ": minimum raised to " + is.get("minimum"));
        }
        if (is.has("maximum")
                && is.get("maximum").asDouble() < was.path("maximum").asDouble(Double.POSITIVE_INFINITY)) {
            found.add(at + ": maximum lowered to " + is.get("maximum"));
        }
        if (is.path("minItems").asInt(0) > was.path("minItems").asInt(0)) {
            found.add(at + ": minItems raised to " + is.get("minItems"));
        }
        if (is.path("uniqueItems").asBoolean() && !was.path("uniqueItems").asBoolean()) {
            found.add(at + ": items could be repeated");
        }
    }

    private void object(String at, JsonNode was, JsonNode is, List<String> found) {
        Set<String> demanded = texts(is.path("required"));
        demanded.removeAll(texts(was.path("required")));
        demanded.forEach(name -> found.add(at + "." + name + ": is required and was not"));
        if (is.has("additionalProperties")) {
            if (!is.get("additionalProperties").isBoolean()) {
                found.add(at + ": additionalProperties as a schema is not known to this check");
            } else if (!is.get("additionalProperties").asBoolean()
                    && was.path("additionalProperties").asBoolean(true)) {
                found.add(at + ": was open to further properties");
            }
        }
        JsonNode properties = is.path("properties");
        for (String name : names(was.path("properties"))) {
            if (properties.has(name)) {
                found.addAll(compare(at + "." + name, was.get("properties").get(name), properties.get(name)));
            } else {
                found.add(at + "." + name + ": removed");
            }
        }
    }

    private static JsonNode resolved(JsonNode root, JsonNode schema) {
        return schema.has("$ref") ? root.at(schema.get("$ref").asText().substring(1)) : schema;
    }

    /** The types of a schema; where it only lists values, theirs; where it says nothing, "anything". */
    private static Set<String> types(JsonNode schema) {
        if (schema.path("type").isTextual()) {
            return new TreeSet<>(Set.of(schema.get("type").asText()));
        }
        if (schema.has("type")) {
            return texts(schema.get("type"));
        }
        Set<String> types = new TreeSet<>();
        listed(schema).forEach(value -> types.add(value.getNodeType().name().toLowerCase(Locale.ROOT)));
        return types.isEmpty() ? new TreeSet<>(Set.of("anything")) : types;
    }

    private static Set<JsonNode> listed(JsonNode schema) {
        Set<JsonNode> values = new HashSet<>();
        schema.path("enum").forEach(values::add);
        if (schema.has("const")) {
            values.add(schema.get("const"));
        }
        return values;
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new TreeSet<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
