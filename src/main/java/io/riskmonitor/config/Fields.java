package io.riskmonitor.config;

import io.riskmonitor.text.RowFields;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of a registry file, read key by key. What is missing or malformed is reported with its line and read as
 * null, so that reading goes on to the next mistake.
 */
final class Fields {
    private final Findings findings;
    private final String project;
    private final String path;
    private final DocumentNode node;
    private final Map<String, DocumentNode.Entry> entries;
    private final Set<String> asked = new HashSet<>();

    /** @param path where the mapping stands in its project, such as {@code phases[2]}; empty for the project itself */
    Fields(Findings findings, String project, String path, DocumentNode node) {
        this.findings = findings;
        this.project = project;
        this.path = path;
        this.node = node;
        Map<String, DocumentNode.Entry> given = node.entries();
        if (given == null) {
            findings.add(node.line(), project, path, "is " + node.shape() + ", not a mapping of keys to values");
        }
        this.entries = given == null ? Map.of() : given;
    }

    boolean has(String key) {
        DocumentNode value = value(key);
        return value != null && !(value instanceof DocumentNode.Scalar s && s.text() == null);
    }

    int line(String key) {
        DocumentNode.Entry entry = entries.get(key);
        return entry == null ? node.line() : entry.line();
    }

    void problem(String key, String reason) {
        findings.add(line(key), project, field(key), reason);
    }

    void hint(String key, String reason) {
        findings.hint(line(key), project, field(key), reason);
    }

    @Nullable
    String text(String key) {
        if (!has(key)) {
            problem(key, "is missing");
            return null;
        }
        return optionalText(key);
    }

    @Nullable
    String optionalText(String key) {
        DocumentNode value = value(key);
        if (value == null || !has(key)) {
            return null;
        }
        if (value.text() == null) {
            problem(key, "is " + value.shape() + ", not text");
        }
        return value.text();
    }

    /** A finite number from {@code min} to {@code max}. */
    @Nullable
    Double number(String key, double min, double max) {
        String text = text(key);
        if (text == null) {
            return null;
        }
        if (!RowFields.isDecimal(text)) {
            problem(key, "'" + text + "' is not a number");
            return null;
        }
        double number = Double.parseDouble(text);
        if (number < min || number > max) {
            problem(key, text + " is not within " + plain(min) + ".." + plain(max));
            return null;
        }
        return number;
    }

    /** A day; {@code 2018-07} and {@code 2018} stand for their first. */
    @Nullable
    LocalDate date(String key) {
        String text = optionalText(key);
        if (text == null) {
            return null;
        }
        String day = text.matches("\\d{4}") ? text + "-01-01" : text.matches("\\d{4}-\\d{2}") ? text + "-01" : text;
        try {
            return LocalDate.parse(day);
        } catch (DateTimeException e) {
            problem(key, "'" + text + "' is not a date such as 2018-07-05, 2018-07 or 2018");
            return null;
        }
    }

    <E extends Enum<E>> @Nullable E oneOf(Class<E> type, String key) {
        String text = text(key);
        return text == null ? null : constant(type, key, text);
    }

    <E extends Enum<E>> @Nullable E constant(Class<E> type, String key, String text) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        String all = Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
        problem(key, "'" + text + "' is none of " + all);
        return null;
    }

    /** The nodes of a list; none if the key is absent. */
    List<DocumentNode> list(String key) {
        DocumentNode value = value(key);
        if (value == null || !has(key)) {
            return List.of();
        }
        List<DocumentNode> items = value.items();
        if (items == null) {
            problem(key, "is " + value.shape() + ", not a list");
            return List.of();
        }
        return items;
    }

    /** The mappings of a list; none if the key is absent. */
    List<Fields> mappings(String key) {
        List<Fields> mappings = new ArrayList<>();
        for (DocumentNode item : list(key)) {
            mappings.add(new Fields(findings, project, field(key) + "[" + (mappings.size() + 1) + "]", item));
        }
        return mappings;
    }

    /** A mapping within this one; null if the key is absent. */
    @Nullable
    Fields mapping(String key) {
        DocumentNode value = value(key);
        return value == null || !has(key) ? null : new Fields(findings, project, field(key), value);
    }

    Set<String> keys() {
        return entries.keySet();
    }

    /** Reports every key that nobody asked for: a misspelt key must not pass for an absent one. */
    void rejectOthers() {
        for (String key : entries.keySet()) {
            if (!asked.contains(key)) {
                problem(
                        key,
                        "is not a key here; known are "
                                + String.join(", ", asked.stream().sorted().toList()));
            }
        }
    }

    private @Nullable DocumentNode value(String key) {
        asked.add(key);
        DocumentNode.Entry entry = entries.get(key);
        return entry == null ? null : entry.value();
    }

    private String field(String key) {
        return path.isEmpty() ? key : key.isEmpty() ? path : path + "." + key;
    }

    /** A number without the {@code .0} of a whole one. */
    static String plain(double bound) {
        return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
    }
}
