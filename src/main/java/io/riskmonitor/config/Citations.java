package io.riskmonitor.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The sources a registry file names once and cites by key: {@code cari40}, or with a place in it
 * {@code gcdf3, project 30653}; several are parted by semicolons. Any other text is a citation in itself.
 */
final class Citations {
    private static final Pattern KEYED = Pattern.compile("([a-z][a-z0-9-]*)(?:,\\s*(.+))?");

    private final @Nullable Fields sources;
    private final Map<String, String> textOfKey = new LinkedHashMap<>();
    private final Set<String> cited = new LinkedHashSet<>();

    Citations(@Nullable Fields sources) {
        this.sources = sources;
        if (sources == null) {
            return;
        }
        for (String key : sources.keys()) {
            String text = sources.text(key);
            if (!KEYED.matcher(key).matches()) {
                sources.problem(key, "is not a key of a-z, 0-9 and hyphens");
            } else if (text != null) {
                textOfKey.put(key, text);
            }
        }
    }

    /** What is taken for a key in a citation of one or several parts. */
    static List<String> keysIn(String citation) {
        List<String> keys = new ArrayList<>();
        for (String part : citation.split(";", -1)) {
            Matcher keyed = KEYED.matcher(part.strip());
            if (keyed.matches()) {
                keys.add(keyed.group(1));
            }
        }
        return keys;
    }

    /** The mapping's {@code source}, its keys replaced by what they stand for; null if it gives none. */
    @Nullable
    String source(Fields in) {
        String given = in.optionalText("source");
        if (given == null) {
            return null;
        }
        List<String> citations = new ArrayList<>();
        for (String part : given.split(";", -1)) {
            citations.add(citation(in, part.strip()));
        }
        return String.join("; ", citations);
    }

    private String citation(Fields in, String part) {
        Matcher keyed = KEYED.matcher(part);
        if (!keyed.matches()) {
            return part;
        }
        String key = keyed.group(1);
        String text = textOfKey.get(key);
        if (text == null) {
            in.problem("source", "'" + key + "' is not among the file's sources");
            return part;
        }
        cited.add(key);
        return keyed.group(2) == null ? text : text + ", " + keyed.group(2);
    }

    void hintUnused() {
        if (sources == null) {
            return;
        }
        for (String key : textOfKey.keySet()) {
            if (!cited.contains(key)) {
                sources.hint(key, "is cited by nobody");
            }
        }
    }
}
