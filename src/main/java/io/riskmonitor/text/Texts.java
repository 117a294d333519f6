package io.riskmonitor.text;

/** Shapes of text that several rooms need. */
public final class Texts {
    private Texts() {}

    /** At most {@code limit} characters of the text, with an ellipsis where it was cut and no half character. */
    public static String shorten(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = limit - 1;
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + "…";
    }

    /** As {@code 1 row}, {@code 2 rows}. */
    public static String counted(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }

    /** The text on one line, with single spaces. */
    public static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    /** How many line ends the text has; CR, LF and CRLF each count as one. */
    public static int lineEnds(CharSequence text) {
        int ends = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || (c == '\r' && !(i + 1 < text.length() && text.charAt(i + 1) == '\n'))) {
                ends++;
            }
        }
        return ends;
    }
}
