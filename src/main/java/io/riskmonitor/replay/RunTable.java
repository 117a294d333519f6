package io.riskmonitor.replay;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.riskmonitor.config.InvalidFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A table that a run has left, read row by row; what cannot be read is told with its line and field. */
final class RunTable {
    private RunTable() {}

    /** @throws InvalidFileException if a row cannot be read, or a column is missing */
    static <T> List<T> read(Path file, Function<Row, T> reader) throws IOException {
        List<T> rows = new ArrayList<>();
        forEach(file, row -> rows.add(reader.apply(row)));
        return rows;
    }

    /** @throws InvalidFileException as {@link #read} */
    static void forEach(Path file, Consumer<Row> each) throws IOException {
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
            csv.forEach(row -> each.accept(new Row(file, row)));
        } catch (CsvParseException e) {
            Throwable cause = e.getCause();
            throw new InvalidFileException(file + ": " + e.getMessage() + (cause == null ? "" : ", " + cause), e);
        }
    }

    /** One row, field by field. */
    static final class Row {
        private final Path file;
        private final NamedCsvRecord cells;

        private Row(Path file, NamedCsvRecord cells) {
            this.file = file;
            this.cells = cells;
        }

        /** Empty where nothing is told. */
        String text(String field) {
            return cells.findField(field).orElseThrow(() -> broken(field, "is missing"));
        }

        @Nullable
        Double optionalNumber(String field) {
            return text(field).isEmpty() ? null : number(field);
        }

        double number(String field) {
            try {
                return Double.parseDouble(text(field));
            } catch (NumberFormatException e) {
                throw broken(field, "'" + text(field) + "' is no number");
            }
        }

        Instant moment(String field) {
            try {
                return Instant.parse(text(field));
            } catch (DateTimeException e) {
                throw broken(field, "'" + text(field) + "' is no moment in UTC");
            }
        }

        private InvalidFileException broken(String field, String reason) {
            return new InvalidFileException(
                    file + ", line " + cells.getStartingLineNumber() + ", field " + field + ": " + reason);
        }
    }
}
