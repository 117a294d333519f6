package io.riskmonitor.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.riskmonitor.geo.Names;
import io.riskmonitor.geo.Region;
import io.riskmonitor.geo.RegionNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * The regions to watch, read from a GeoJSON FeatureCollection (RFC 7946) of one Polygon or MultiPolygon each, feature by
 * feature. Any country's will do.
 *
 * <p>The name is in the property given, or in the first of {@link #NAME_PROPERTIES} that every feature has. Names of
 * Mali's regions get their three-language names and their id; if most names are not Mali's, the map is another
 * country's (Nara is in Japan too) and every name stands as it is, its slug the id.
 *
 * @param source the file's name
 * @param regions in the order of the file
 * @param repairs what was wrong with the geometries and was repaired, a sentence each; to be shown to the user
 */
public record RegionsFile(String source, List<Region> regions, List<String> repairs) {
    /** Where Natural Earth, geoBoundaries, GADM and OCHA keep the name. */
    public static final List<String> NAME_PROPERTIES = List.of("name", "shapeName", "NAME_1", "adm1_name");

    private static final String BUILT_IN = "/io/riskmonitor/boundaries/mali-regions.geojson";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    public RegionsFile {
        regions = List.copyOf(regions);
        repairs = List.copyOf(repairs);
    }

    /** A feature before its name is chosen; numbers count from 1. */
    private record Feature(int number, Map<String, String> names, String present, Geometry geometry) {}

    /** Natural Earth's eight regions of Mali and Bamako, as before 2016. */
    public static List<Region> builtIn() {
        try (InputStream in = RegionsFile.class.getResourceAsStream(BUILT_IN)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + BUILT_IN);
            }
            return read("built-in boundaries", in, null).regions();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a file whose name property is found by itself.
     *
     * @throws InvalidRegionsException if the file is not such a GeoJSON
     * @throws IOException if it cannot be read at all
     */
    public static RegionsFile read(Path file) throws IOException {
        return read(file, null);
    }

    /**
     * Reads a file whose names are in {@code property}, or where that is null in the property found by itself.
     *
     * @throws InvalidRegionsException if the file is not such a GeoJSON
     * @throws IOException if it cannot be read at all
     */
    public static RegionsFile read(Path file, @Nullable String property) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(file.toString(), in, property);
        }
    }

    private static RegionsFile read(String source, InputStream in, @Nullable String property) throws IOException {
        List<String> repairs = new ArrayList<>();
        List<Feature> features = new ArrayList<>();
        List<String> wanted = property == null ? NAME_PROPERTIES : List.of(property);
        try (JsonParser json = MAPPER.createParser(in)) {
            if (!toFeatures(json)) {
                throw new InvalidRegionsException(
                        source + ": not a GeoJSON FeatureCollection: there is no array 'features'");
            }
            while (json.nextToken() == JsonToken.START_OBJECT) {
                features.add(feature(source, features.size() + 1, MAPPER.readTree(json), wanted, repairs));
            }
            if (json.currentToken() != JsonToken.END_ARRAY) {
                throw new InvalidRegionsException(
                        source + ": feature " + (features.size() + 1) + " is not an object but " + json.getText());
            }
            while (json.nextToken() != null) {
                json.skipChildren(); // what follows must still be JSON, or the file is cut short
            }
        } catch (JsonProcessingException e) {
            throw new InvalidRegionsException(source + ": not JSON after feature " + features.size() + ": " + at(e), e);
        }
        if (features.isEmpty()) {
            throw new InvalidRegionsException(source + ": has no features");
        }
        return new RegionsFile(source, regions(source, features, nameProperty(source, features, wanted)), repairs);
    }

    private static String at(JsonProcessingException e) {
        String where = e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
        return e.getOriginalMessage() + where;
    }

    /** Moves to the array {@code features} of the outermost object. */
    private static boolean toFeatures(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean features = json.currentName().equals("features");
            if (json.nextToken() == JsonToken.START_ARRAY && features) {
                return true;
            }
            json.skipChildren();
        }
        return false;
    }

    private static Feature feature(String source, int number, JsonNode node, List<String> wanted, List<String> repairs)
            throws InvalidRegionsException {
        JsonNode properties = node.path("properties");
        Map<String, String> names = new LinkedHashMap<>();
        for (String property : wanted) {
            JsonNode value = properties.path(property);
            if (value.isTextual() && !value.asText().isBlank()) {
                names.put(property, value.asText().strip());
            }
        }
        List<String> present = new ArrayList<>();
        properties.fieldNames().forEachRemaining(present::add);
        String label = source + ": feature " + number
                + names.values().stream().findFirst().map(n -> " (" + n + ")").orElse("");
        try {
            GeoJsonPolygons polygons = new GeoJsonPolygons();
            Geometry geometry = polygons.read(node.path("geometry"));
            polygons.repairs().forEach(repair -> repairs.add(label + ": " + repair));
            return new Feature(number, names, String.join(", ", present), geometry);
        } catch (IllegalArgumentException e) {
            throw new InvalidRegionsException(label + ": property 'geometry': " + e.getMessage(), e);
        }
    }

    private static String nameProperty(String source, List<Feature> features, List<String> wanted)
            throws InvalidRegionsException {
        for (String property : wanted) {
            if (features.stream().allMatch(feature -> feature.names().containsKey(property))) {
                return property;
            }
        }
        // The one that most features have is the one that was meant.
        String meant = wanted.get(0);
        for (String property : wanted) {
            if (count(features, property) > count(features, meant)) {
                meant = property;
            }
        }
        String best = meant;
        Feature without = features.stream()
                .filter(feature -> !feature.names().containsKey(best))
                .findFirst()
                .orElseThrow();
        throw new InvalidRegionsException(
                "%s: feature %d: property %s is missing or not a text: it should hold the region's name (present: %s)"
                        .formatted(
                                source,
                                without.number(),
                                count(features, best) > 0 ? "'" + best + "'" : String.join(" or ", wanted),
                                without.present().isEmpty() ? "none" : without.present()));
    }

    private static long count(List<Feature> features, String property) {
        return features.stream().filter(f -> f.names().containsKey(property)).count();
    }

    private static List<Region> regions(String source, List<Feature> features, String property)
            throws InvalidRegionsException {
        List<String> names = features.stream()
                .map(feature -> feature.names().getOrDefault(property, ""))
                .toList();
        long mali = names.stream()
                .filter(name -> RegionNames.find(name).isPresent())
                .count();
        boolean isMali = 2 * mali > names.size();
        Map<String, Integer> numbers = new LinkedHashMap<>();
        List<Region> regions = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            int number = features.get(i).number();
            Optional<RegionNames.Known> known = isMali ? RegionNames.find(name) : Optional.empty();
            String id = known.map(RegionNames.Known::id).orElseGet(() -> RegionNames.slug(name));
            if (id.isBlank()) {
                throw new InvalidRegionsException("%s: feature %d: property '%s': '%s' has no letter to make an id of"
                        .formatted(source, number, property, name));
            }
            Integer before = numbers.putIfAbsent(id, number);
            if (before != null) {
                throw new InvalidRegionsException(
                        "%s: feature %d: property '%s': '%s' is feature %d's region '%s' again"
                                .formatted(source, number, property, name, before, id));
            }
            Names three = known.map(RegionNames.Known::names).orElseGet(() -> new Names(name, name, name));
            regions.add(new Region(id, three, features.get(i).geometry()));
        }
        return regions;
    }
}
