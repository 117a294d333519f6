package io.riskmonitor.notify;

import com.ibm.icu.text.BreakIterator;
import java.nio.charset.StandardCharsets;
import java.util.function.ToIntFunction;

/** Cuts text to what a channel takes: between characters as a reader sees them, and marked as cut. */
final class TextLimit {
    private static final String CUT = "…";

    private TextLimit() {}

    /** At most so many bytes of UTF-8. */
    static String bytes(String text, int most) {
        return fit(text, most, part -> part.getBytes(StandardCharsets.UTF_8).length);
    }

    /** At most so many units of UTF-16, which is how SMS in UCS-2 are counted. */
    static String units(String text, int most) {
        return fit(text, most, String::length);
    }

    /** @param size must grow with the text */
    static String fit(String text, int most, ToIntFunction<String> size) {
        if (size.applyAsInt(text) <= most) {
            return text;
        }
        BreakIterator characters = BreakIterator.getCharacterInstance();
        characters.setText(text);
        int end = 0;
        for (int next = characters.next(); next != BreakIterator.DONE; next = characters.next()) {
            if (size.applyAsInt(text.substring(0, next) + CUT) > most) {
                break;
            }
            end = next;
        }
        return text.substring(0, end).stripTrailing() + CUT;
    }
}
