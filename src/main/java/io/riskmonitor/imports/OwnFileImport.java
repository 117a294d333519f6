package io.riskmonitor.imports;

import io.riskmonitor.config.InvalidFileException;
import io.riskmonitor.text.CsvRows;
import io.riskmonitor.text.Texts;
import io.riskmonitor.text.UnreadableFileException;
import io.riskmonitor.text.Utf8Text;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes a registry of one's own list of projects, in CSV or GeoJSON, with the columns of {@link Column}. A project is
 * taken whole or not at all, and what is refused does not keep the others out. The format is described in
 * {@code src/docs/REGISTRY.md}.
 */
public final class OwnFileImport {
    private static final int SHOWN = 100;

    private final RegistryDraft registry = new RegistryDraft();
    private final Map<String, ProjectDraft> projects = new LinkedHashMap<>();
    private final Set<String> notRead = new TreeSet<>();
    private final List<Refusal> refusals = new ArrayList<>();

    private OwnFileImport() {}

    /**
     * Writes the registry of a CSV file.
     *
     * @throws IOException if a file cannot be read or written, or has not these columns; then nothing is written
     * @throws InvalidFileException if what was read makes no registry; then nothing is written
     */
    public static ImportResult csv(Path file, Path out) throws IOException {
        OwnFileImport own = new OwnFileImport();
        CsvTable.read(file, own::names, own::take, own.refusals::add);
        return own.write(out);
    }

    /** The same for a GeoJSON file, of which one that breaks off is refused as a whole. */
    public static ImportResult geoJson(Path file, Path out) throws IOException {
        OwnFileImport own = new OwnFileImport();
        GeoJsonTable.read(file, own.notRead, own::take, own.refusals::add);
        return own.write(out);
    }

    /** A header with a misspelt name is refused as a whole: its column would be lost in every row. */
    private List<String> names(CsvRows rows, String file) throws UnreadableFileException {
        List<String> names = new ArrayList<>();
        for (String written : rows.header()) {
            String name = Column.canonical(written);
            if (names.contains(name) && !name.isEmpty()) {
                throw new UnreadableFileException(file + ": two columns mean " + name);
            }
            if (!Column.isKnown(name)) {
                String shown = Texts.shorten(Utf8Text.shown(written), SHOWN);
                Optional<String> meant = Column.meant(name);
                if (meant.isPresent()) {
                    throw new UnreadableFileException(
                            file + ": no column is called '" + shown + "'; nearest is " + meant.get());
                }
                notRead.add(shown);
                name = "";
            }
            names.add(name);
        }
        if (!names.contains(Column.ID)) {
            throw new UnreadableFileException(file + ": no column is called id" + rows.separatorHint());
        }
        return names;
    }

    private void take(ImportRow row) {
        String id = row.fields().required(Column.ID);
        if (row.fields().problem() != null) {
            refusals.add(Refusal.of(row.file(), row.number(), row.fields().problem()));
            return;
        }
        projects.computeIfAbsent(id, key -> new ProjectDraft()).add(row);
    }

    private ImportResult write(Path out) throws IOException {
        for (ProjectDraft project : projects.values()) {
            List<Refusal> refused = project.refusals();
            refusals.addAll(refused);
            if (refused.isEmpty()) {
                refusals.addAll(project.repeats());
                project.sources().forEach(registry::source);
                registry.add(project.node());
            }
        }
        refusals.sort(Comparator.comparingLong(Refusal::row));
        refusals.forEach(registry::refuse);
        return registry.write(out, List.copyOf(notRead));
    }
}
