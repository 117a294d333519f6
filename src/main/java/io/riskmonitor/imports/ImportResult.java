package io.riskmonitor.imports;

import java.util.List;

/**
 * What came of an import.
 *
 * @param projects how many were written; if none, no file was
 * @param sites how many points, sections and areas they have between them
 * @param placeless how many have none
 * @param refused why rows were not taken, in the order of the files
 * @param notRead columns or properties that mean nothing here
 */
public record ImportResult(int projects, int sites, int placeless, List<Refusal> refused, List<String> notRead) {
    public ImportResult {
        refused = List.copyOf(refused);
        notRead = List.copyOf(notRead);
    }

    /** How many rows were not taken; a row may be refused for several reasons. */
    public int refusedRows() {
        return (int) refused.stream()
                .map(refusal -> refusal.file() + ":" + refusal.row())
                .distinct()
                .count();
    }
}
