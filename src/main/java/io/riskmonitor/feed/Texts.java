package io.riskmonitor.feed;

/** Shapes of text that several adapters need. */
final class Texts {
    private Texts() {}

    /** At most {@code limit} characters of the text, with an ellipsis where it was cut and no half character. */
    static String shorten(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = limit - 1;
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + "…";
    }

    /** The text on one line, with single spaces. */
    static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    /** How many line ends the text has; CR, LF and CRLF each count as one. */
    static int lineEnds(CharSequence text) {
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
