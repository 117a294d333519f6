package io.riskmonitor.imports;

import io.riskmonitor.text.Cell;
import io.riskmonitor.text.CsvRow;
import io.riskmonitor.text.CsvRows;
import io.riskmonitor.text.Problem;
import io.riskmonitor.text.RowFields;
import io.riskmonitor.text.UnreadableFileException;
import io.riskmonitor.text.Utf8Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads a CSV file of projects or places row by row, fields found by name. */
final class CsvTable {
    private CsvTable() {}

    /** What the columns of a header mean. */
    interface Naming {
        /**
         * The canonical name of each column, in order; empty for one that is not read.
         *
         * @throws UnreadableFileException if the file cannot be what it should be
         */
        List<String> names(CsvRows rows, String file) throws UnreadableFileException;
    }

    /**
     * Hands out the rows one by one; what is no row is refused by itself.
     *
     * @throws UnreadableFileException if the file is no CSV, or not the expected one; the header is checked even if no
     *     row follows
     */
    static void read(Path path, Naming naming, Consumer<ImportRow> rows, Consumer<Refusal> refused) throws IOException {
        String file = String.valueOf(path.getFileName());
        try (InputStream in = Files.newInputStream(path)) {
            CsvRows csv = new CsvRows(Utf8Text.open(in, file), file);
            List<String> names = naming.names(csv, file);
            for (CsvRow row = csv.next(); row != null; row = csv.next()) {
                Problem problem = row.problem();
                if (problem == null) {
                    rows.accept(new ImportRow(file, row.number(), fields(csv.header(), names, row), null));
                } else {
                    refused.accept(Refusal.of(file, row.number(), problem));
                }
            }
        }
    }

    private static RowFields fields(List<String> header, List<String> names, CsvRow row) {
        Map<String, Cell> cells = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            if (!names.get(i).isEmpty()) {
                cells.put(names.get(i), new Cell(header.get(i), row.fields().get(i)));
            }
        }
        return new RowFields(cells);
    }
}
