package io.riskmonitor.text;

import java.util.List;

/**
 * One field of a row, as text.
 *
 * @param name the field's name as it stands in the file
 * @param values its values, in their order; one unless the field is a list
 */
public record Cell(String name, List<String> values) {
    public Cell(String name, String value) {
        this(name, List.of(value));
    }

    /** The stripped text; several values are joined by {@code "; "}. */
    public String text() {
        return values.size() == 1
                ? values.get(0).strip()
                : String.join("; ", values).strip();
    }
}
