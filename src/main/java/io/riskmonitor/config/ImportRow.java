package io.riskmonitor.config;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A row of a CSV file that projects are imported from, its fields found by name. */
record ImportRow(String file, NamedCsvRecord fields) {
    /**
     * Hands out the rows one by one.
     *
     * @param columns the names that the header must have
     * @throws InvalidFileException if a column is missing or the file is no CSV
     */
    static void read(Path file, Set<String> columns, Consumer<ImportRow> rows) throws IOException {
        String name = String.valueOf(file.getFileName());
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
            boolean first = true;
            for (NamedCsvRecord row : csv) {
                if (first && !row.getHeader().containsAll(columns)) {
                    throw new InvalidFileException(file + ": the header must have "
                            + columns.stream().sorted().toList());
                }
                first = false;
                rows.accept(new ImportRow(name, row));
            }
        } catch (CsvParseException e) {
            throw new InvalidFileException(file + ": " + e.getMessage(), e);
        }
    }

    /** The field, stripped; empty if the row is too short for it. */
    String get(String field) {
        return fields.findField(field).orElse("").strip();
    }

    /** The field as a number of at most this size; null if it is none. */
    @Nullable
    Double number(String field, double limit) {
        try {
            double number = Double.parseDouble(get(field));
            return Math.abs(number) <= limit ? number : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    String refusal(String field, String reason) {
        return file + ": line " + fields.getStartingLineNumber() + ": " + field + " '" + get(field) + "' " + reason;
    }
}
