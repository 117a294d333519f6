package io.riskmonitor.imports;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.riskmonitor.config.InvalidFileException;
import io.riskmonitor.registry.PhaseStatus;
import io.riskmonitor.text.Problem;
import io.riskmonitor.text.Reason;
import io.riskmonitor.text.RowFields;
import io.riskmonitor.text.UnreadableFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a registry of AidData's Chinese Official Finance to Africa 1.1.1: a file of projects and one of their places.
 * Each row becomes part of the registry or is refused with row, field and reason.
 */
public final class AidDataImport {
    private static final String CITATION = "AidData, Chinese Official Finance to Africa 1.1.1 (ODC-By)";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd. MMM uu", Locale.US);
    private static final List<String> PLACE_COLUMNS =
            List.of("geonameID", "latitude", "longitude", "placename", "precision_code", "project_id");
    private static final List<String> PROJECT_COLUMNS = List.of(
            "crs_sector_code", "description", "end_actual", "project_id", "start_actual", "status", "title", "year");

    private final RegistryDraft registry = new RegistryDraft();
    private final Map<String, List<ImportRow>> places = new LinkedHashMap<>();
    private final Set<String> ids = new HashSet<>();

    private AidDataImport() {}

    /**
     * Writes the registry; rows that are refused are left out of it.
     *
     * @throws IOException if a file cannot be read or written, or has not AidData's columns
     * @throws InvalidFileException if what was read makes no registry; then nothing is written
     */
    public static ImportResult write(Path projectFile, Path locationFile, Path out) throws IOException {
        return new AidDataImport().run(projectFile, locationFile, out);
    }

    private ImportResult run(Path projectFile, Path locationFile, Path out) throws IOException {
        registry.source("aiddata", CITATION);
        CsvTable.read(
                locationFile,
                naming(PLACE_COLUMNS),
                row -> places.computeIfAbsent(text(row.fields(), "project_id"), id -> new ArrayList<>())
                        .add(row),
                registry::refuse);
        CsvTable.read(projectFile, naming(PROJECT_COLUMNS), this::take, registry::refuse);
        places.values()
                .forEach(orphans -> orphans.forEach(row -> {
                    row.fields().refuse(Reason.UNKNOWN_VALUE, "project_id", "is no project that was taken");
                    refuse(row);
                }));
        return registry.write(out, List.of());
    }

    private static CsvTable.Naming naming(List<String> columns) {
        return (rows, file) -> {
            if (!rows.header().containsAll(columns)) {
                throw new UnreadableFileException(
                        file + ": the header must have " + String.join(", ", columns) + rows.separatorHint());
            }
            return rows.header();
        };
    }

    private static String text(RowFields fields, String field) {
        String text = fields.longText(field);
        return text == null ? "" : text;
    }

    /** Lists why the row is refused, if it is. */
    private boolean refuse(ImportRow row) {
        Problem problem = row.fields().problem();
        if (problem != null) {
            registry.refuse(Refusal.of(row.file(), row.number(), problem));
        }
        return problem != null;
    }

    private void take(ImportRow row) {
        RowFields fields = row.fields();
        String id = fields.required("project_id");
        AidDataCodes.Purpose purpose = AidDataCodes.PURPOSE.get(text(fields, "crs_sector_code"));
        PhaseStatus status = AidDataCodes.STATUS.get(text(fields, "status"));
        if (!id.matches("[0-9]+")) {
            fields.refuse(Reason.INVALID_NUMBER, "project_id", "must be a number");
        } else if (ids.contains(id)) {
            fields.refuse(Reason.DUPLICATE_FIELD, "project_id", "must not stand in an earlier row");
        }
        String title = fields.required("title");
        if (!text(fields, "year").matches("[12][0-9]{3}")) {
            fields.refuse(Reason.INVALID_DATE, "year", "must be a year");
        }
        if (purpose == null) {
            fields.refuse(Reason.UNKNOWN_VALUE, "crs_sector_code", "must be a sector that the import knows");
        }
        if (status == null) {
            String known = String.join(
                    ", ", AidDataCodes.STATUS.keySet().stream().sorted().toList());
            fields.refuse(Reason.UNKNOWN_VALUE, "status", "must be one of " + known);
        }
        ObjectNode phase = status == null ? null : phase(fields, status);
        if (!refuse(row) && purpose != null && phase != null) {
            ids.add(id);
            registry.add(project(id, title, fields, purpose, phase));
        }
    }

    private ObjectNode project(
            String id, String title, RowFields fields, AidDataCodes.Purpose purpose, ObjectNode phase) {
        String source = "aiddata, project " + id;
        ObjectNode project = RegistryDraft.YAML.createObjectNode().put("id", "aiddata-" + id);
        // AidData has English titles only; a title in the wrong language says more than none.
        project.putObject("names").put("en", title).put("fr", title).put("zh", title);
        project.put("sector", purpose.sector());
        ArrayNode matches = project.putArray("matches");
        purpose.matches().forEach(matches::add);
        ArrayNode facts = RegistryDraft.YAML.createArrayNode();
        String description = text(fields, "description");
        if (!description.isEmpty()) {
            facts.addObject().put("text", description).put("source", source);
        }
        ArrayNode sites = project.putArray("sites");
        Set<String> seen = new HashSet<>();
        for (ImportRow place : places.getOrDefault(id, List.of())) {
            if (AidDataCodes.COUNTRY_LEVEL.contains(text(place.fields(), "precision_code"))) {
                facts.addObject()
                        .put(
                                "text",
                                "AidData files it under the country as a whole: " + text(place.fields(), "placename"))
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
        RowFields fields = place.fields();
        String precision = text(fields, "precision_code");
        Double km = AidDataCodes.UNCERTAINTY_KM.get(precision);
        if (km == null) {
            fields.refuse(Reason.UNKNOWN_VALUE, "precision_code", "must give the size of the place (1 to 4)");
        }
        double lat = fields.degrees("latitude", 90);
        double lon = fields.degrees("longitude", 180);
        String name = fields.required("placename");
        String geoname = text(fields, "geonameID");
        if (!geoname.matches("[0-9]+")) {
            fields.refuse(Reason.INVALID_NUMBER, "geonameID", "must be a number");
        } else if (seen.contains(geoname)) {
            fields.refuse(Reason.DUPLICATE_FIELD, "geonameID", "must not stand in an earlier row of the project");
        }
        if (!refuse(place)) {
            seen.add(geoname);
            sites.addObject()
                    .put("id", "geonames-" + geoname)
                    .put("label", name)
                    .put("lat", lat)
                    .put("lon", lon)
                    .put("uncertaintyKm", km)
                    .put("source", source + ", precision " + precision);
        }
    }

    /** The phase that AidData's status stands for; null if its date cannot be read, for which the row is refused. */
    private static @Nullable ObjectNode phase(RowFields fields, PhaseStatus status) {
        String field = switch (status) {
            case UNDER_CONSTRUCTION -> "start_actual";
            case OPERATIONAL -> "end_actual";
            default -> "";
        };
        String day = field.isEmpty() ? "" : text(fields, field);
        ObjectNode phase = RegistryDraft.YAML.createObjectNode().put("status", status.name());
        if (day.isEmpty()) {
            return phase.put("from", text(fields, "year") + "-01-01")
                    .put("note", "assumed: AidData gives no day, so the phase begins with the year of the commitment");
        }
        try {
            return phase.put("from", LocalDate.parse(day, DAY).toString())
                    .put("source", "aiddata, project " + text(fields, "project_id"));
        } catch (DateTimeException e) {
            fields.refuse(Reason.INVALID_DATE, field, "must be a day such as 22. Sep 11");
            return null;
        }
    }
}
