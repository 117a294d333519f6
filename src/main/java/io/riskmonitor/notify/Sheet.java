package io.riskmonitor.notify;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message in words but in no form: plain text and HTML are made from the same one, and so say the same.
 *
 * @param kicker what kind of message it is, with its level
 * @param brief the core in a sentence or two
 * @param lead what has happened, in one sentence
 * @param state what has become of the alert since; null at first
 * @param facts what to know, in order
 * @param items the incidents, weightiest first
 * @param more how many were left out, in words; null if none was
 * @param action what to do; null if nothing
 * @param link where the alert can be seen and acknowledged; null if there is no such place
 */
record Sheet(
        Language language,
        String subject,
        String kicker,
        String brief,
        String lead,
        @Nullable String state,
        List<Fact> facts,
        List<Item> items,
        @Nullable String more,
        @Nullable String action,
        @Nullable Link link,
        @Nullable String footer,
        Tone tone) {
    /** A label and what stands under it. */
    record Fact(String label, String value) {}

    /** An incident: what, when and where, and where that is known from. */
    record Item(String title, List<String> lines, List<String> sources) {}

    /** An address and the words to click on; and the same as a line of plain text. */
    record Link(String address, String words, String line) {}

    /** How loud a message looks. */
    enum Tone {
        CALM,
        RAISED,
        LOUD,
        WITHDRAWN
    }
}
