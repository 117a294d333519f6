package io.riskmonitor.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.riskmonitor.registry.PhaseStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a registry of AidData's Chinese Official Finance to Africa 1.1.1: a file of projects and one of their places.
 * Each row becomes part of the registry or is refused with row, field, value and reason.
 */
public final class AidDataImport {
    private static final String CITATION = "AidData, Chinese Official Finance to Africa 1.1.1 (ODC-By)";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd. MMM uu", Locale.US);
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    private final List<String> refused = new ArrayList<>();
    private final Map<String, List<ImportRow>> places = new HashMap<>();
    private final Map<String, ObjectNode> projects = new LinkedHashMap<>();

    private AidDataImport() {}

    /**
     * What came of an import.
     *
     * @param projects how many were written
     * @param sites how many points they have between them
     * @param refused a line for each row that was not taken: file, row, field, value, reason
     */
    public record Result(int projects, int sites, List<String> refused) {
        public Result {
            refused = List.copyOf(refused);
        }
    }

    /**
     * Writes the registry; rows that are refused are left out of it.
     *
     * @throws IOException if a file cannot be read or written
     * @throws InvalidFileException if a file has not AidData's columns
     */
    public static Result write(Path projectFile, Path locationFile, Path out) throws IOException {
        return new AidDataImport().run(projectFile, locationFile, out);
    }

    private Result run(Path projectFile, Path locationFile, Path out) throws IOException {
        Set<String> columns = Set.of("project_id", "precision_code", "placename", "latitude", "longitude", "geonameID");
        ImportRow.read(
                locationFile,
                columns,
                row -> places.computeIfAbsent(row.get("project_id"), id -> new ArrayList<>())
                        .add(row));
        columns = Set.of(
                "project_id",
                "title",
                "year",
                "description",
                "crs_sector_code",
                "status",
                "start_actual",
                "end_actual");
        ImportRow.read(projectFile, columns, this::take);
        places.values()
                .forEach(orphans -> orphans.forEach(row -> refuse(row, "project_id", "is no project that was taken")));

        ObjectNode root = YAML.createObjectNode().put("version", 1);
        root.putObject("sources").put("aiddata", CITATION);
        ArrayNode list = root.putArray("projects");
        projects.values().forEach(list::add);
        String text = YAML.writeValueAsString(root);
        // What the reader of registries does not take is not written.
        RegistryFile.Loaded read = RegistryFile.parse(out.toString(), text).either(loaded -> loaded, rejected -> {
            throw new InvalidFileException(rejected.problems().get(0).toString());
        });
        Files.writeString(out, text);
        int sites = read.projects().stream().mapToInt(p -> p.sites().size()).sum();
        return new Result(read.projects().size(), sites, refused);
    }

    private void refuse(ImportRow row, String field, String reason) {
        refused.add(row.refusal(field, reason));
    }

    private void take(ImportRow row) {
        String id = row.get("project_id");
        AidDataCodes.Purpose purpose = AidDataCodes.PURPOSE.get(row.get("crs_sector_code"));
        PhaseStatus status = AidDataCodes.STATUS.get(row.get("status"));
        if (!id.matches("[0-9]+")) {
            refuse(row, "project_id", "is not a number");
        } else if (projects.containsKey(id)) {
            refuse(row, "project_id", "stands in an earlier row");
        } else if (row.get("title").isEmpty()) {
            refuse(row, "title", "is missing");
        } else if (!row.get("year").matches("[12][0-9]{3}")) {
            refuse(row, "year", "is not a year");
        } else if (purpose == null) {
            refuse(row, "crs_sector_code", "is not a sector that the import knows");
        } else if (status == null) {
            refuse(
                    row,
                    "status",
                    "is none of "
                            + AidDataCodes.STATUS.keySet().stream().sorted().toList());
        } else {
            ObjectNode phase = phase(row, status);
            if (phase != null) {
                projects.put(id, project(row, purpose, phase));
            }
        }
    }

    private ObjectNode project(ImportRow row, AidDataCodes.Purpose purpose, ObjectNode phase) {
        String id = row.get("project_id");
        String source = "aiddata, project " + id;
        String title = row.get("title");
        ObjectNode project = YAML.createObjectNode().put("id", "aiddata-" + id);
        // AidData has English titles only; a title in the wrong language says more than none.
        project.putObject("names").put("en", title).put("fr", title).put("zh", title);
        project.put("sector", purpose.sector());
        ArrayNode matches = project.putArray("matches");
        purpose.matches().forEach(matches::add);
        ArrayNode facts = YAML.createArrayNode();
        if (!row.get("description").isEmpty()) {
            facts.addObject().put("text", row.get("description")).put("source", source);
        }
        ArrayNode sites = project.putArray("sites");
        Set<String> seen = new HashSet<>();
        for (ImportRow place : places.getOrDefault(id, List.of())) {
            if (AidDataCodes.COUNTRY_LEVEL.contains(place.get("precision_code"))) {
                facts.addObject()
                        .put("text", "AidData files it under the country as a whole: " + place.get("placename"))
                        .put("source", source);
            } else {
                site(place, source, seen, sites);
            }
        }
        places.remove(id);
        project.putArray("phases").add(phase);
        project.set("facts", facts);
        return project;
    }

    private void site(ImportRow place, String source, Set<String> seen, ArrayNode sites) {
        Double km = AidDataCodes.UNCERTAINTY_KM.get(place.get("precision_code"));
        Double lat = place.number("latitude", 90);
        Double lon = place.number("longitude", 180);
        String geoname = place.get("geonameID");
        if (km == null) {
            refuse(place, "precision_code", "gives no size of the place");
        } else if (lat == null) {
            refuse(place, "latitude", "is not a number within -90..90");
        } else if (lon == null) {
            refuse(place, "longitude", "is not a number within -180..180");
        } else if (place.get("placename").isEmpty()) {
            refuse(place, "placename", "is missing");
        } else if (!geoname.matches("[0-9]+")) {
            refuse(place, "geonameID", "is not a number");
        } else if (!seen.add(geoname)) {
            refuse(place, "geonameID", "stands in an earlier row of the project");
        } else {
            sites.addObject()
                    .put("id", "geonames-" + geoname)
                    .put("label", place.get("placename"))
                    .put("lat", lat)
                    .put("lon", lon)
                    .put("uncertaintyKm", km)
                    .put("source", source + ", precision " + place.get("precision_code"));
        }
    }

    /** The phase that AidData's status stands for; null if its date cannot be read, which is then refused. */
    private @Nullable ObjectNode phase(ImportRow row, PhaseStatus status) {
        String field = switch (status) {
            case UNDER_CONSTRUCTION -> "start_actual";
            case OPERATIONAL -> "end_actual";
            default -> "";
        };
        String day = field.isEmpty() ? "" : row.get(field);
        ObjectNode phase = YAML.createObjectNode().put("status", status.name());
        if (day.isEmpty()) {
            return phase.put("from", row.get("year") + "-01-01")
                    .put("note", "assumed: AidData gives no day, so the phase begins with the year of the commitment");
        }
        try {
            return phase.put("from", LocalDate.parse(day, DAY).toString())
                    .put("source", "aiddata, project " + row.get("project_id"));
        } catch (DateTimeException e) {
            refuse(row, field, "is not a day such as 22. Sep 11");
            return null;
        }
    }
}
