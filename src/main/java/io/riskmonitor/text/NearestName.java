package io.riskmonitor.text;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Which of the known names someone may have meant. */
public final class NearestName {
    private static final int COMPARED = 40;

    private NearestName() {}

    /** The known name that takes the fewest edits (Levenshtein) from the given one, whatever its case. */
    public static String to(String name, List<String> known) {
        String wanted = lower(name.length() > COMPARED ? name.substring(0, COMPARED) : name);
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(wanted, lower(candidate))))
                .orElseThrow();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** How many letters have to be put in, taken out or replaced to make the one of the other. */
    public static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
