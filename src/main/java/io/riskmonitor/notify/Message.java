package io.riskmonitor.notify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one recipient is told in one go, put into words; each channel takes the form that fits it.
 *
 * @param key the same however often the message is sent: a receiver that has seen it may pass it over
 * @param thread what the message belongs to, an alert's id for one: its later messages carry the same
 * @param urgent whether it should stand out where the channel can make it
 * @param subject one line
 * @param text the whole in plain text
 * @param html the whole for mail readers
 * @param brief the core in a sentence or two; cut to fit where a channel counts characters
 * @param link where it can be seen and acted on; null if there is no such place
 * @param notices the alerts that it tells of; several in a digest, none in a word to operators
 * @param payload the same for machines
 */
public record Message(
        String key,
        String thread,
        Language language,
        boolean urgent,
        String subject,
        String text,
        String html,
        String brief,
        @Nullable String link,
        List<Notice> notices,
        JsonNode payload) {
    public Message {
        if (!key.matches("[A-Za-z0-9._-]{1,100}")) {
            throw new IllegalArgumentException("key '" + key + "' is not of letters, digits, ., _ and -");
        }
        if (subject.lines().count() > 1) {
            throw new IllegalArgumentException("subject of " + key + " has several lines");
        }
        notices = List.copyOf(notices);
    }
}
