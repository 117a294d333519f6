package io.riskmonitor.incident;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Actors by what is left of their names when two sources that name them differently are compared: {@code Military Forces of
 * Mali (2020-)} and {@code Government of Mali} are both {@code mali}.
 */
final class ActorNames {
    private static final Pattern NOT_LETTERS = Pattern.compile("[^\\p{L}]+");
    private static final Pattern IN_BRACKETS = Pattern.compile("\\([^)]*\\)");
    private static final Set<String> SAY_NOTHING = Set.of(
            "government",
            "military",
            "forces",
            "police",
            "gendarmerie",
            "army",
            "group",
            "groups",
            "armed",
            "for",
            "support",
            "the",
            "and",
            "militia",
            "self",
            "defense",
            "defence",
            "communal",
            "ethnic",
            "faction",
            "former",
            "unidentified",
            "unknown",
            "of",
            "de",
            "du",
            "des",
            "la",
            "le",
            "et");
    private static final Map<String, String> ALIASES = Map.of(
            "islamic state", "is",
            "isgs", "is",
            "iswap", "is",
            "issp", "is",
            "al qaeda", "aqim",
            "jama'at nusrat al-islam wal-muslimin", "jnim");
    private static final String CIVILIANS = "civilians";

    private ActorNames() {}

    static Set<String> keys(Collection<String> names) {
        Set<String> keys = new TreeSet<>();
        for (String name : names) {
            String plain = name.toLowerCase(Locale.ROOT);
            if (plain.startsWith("civilian")) {
                keys.add(CIVILIANS);
                continue;
            }
            // What follows a colon spells an abbreviation out.
            int colon = plain.indexOf(':');
            String key = key(colon > 0 ? plain.substring(0, colon) : plain);
            if (!key.isEmpty()) {
                keys.add(key);
            }
        }
        return keys;
    }

    private static String key(String name) {
        String bare = IN_BRACKETS.matcher(name).replaceAll(" ");
        for (Map.Entry<String, String> alias : ALIASES.entrySet()) {
            if (bare.contains(alias.getKey())) {
                return alias.getValue();
            }
        }
        Set<String> words = new TreeSet<>();
        for (String word : NOT_LETTERS.split(bare, -1)) {
            if (word.length() > 1 && !SAY_NOTHING.contains(word)) {
                words.add(word);
            }
        }
        return String.join(" ", words);
    }
}
