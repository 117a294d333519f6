package io.riskmonitor.runtime;

import io.riskmonitor.topic.DeadLetter;
import io.riskmonitor.topic.MonitorTopics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the dead letters' topic from its beginning to its end. */
final class DeadLetters {
    private DeadLetters() {}

    /** @param source only those of a source, or null for all */
    static List<DeadLetter> read(
            Map<String, Object> clientProperties,
            MonitorTopics topics,
            @Nullable String source,
            UnreadableRecords unreadable) {
        List<DeadLetter> letters = new ArrayList<>();
        new TopicScan<>(clientProperties, topics.deadLetters(), unreadable).forEach(letter -> {
            if (source == null || source.equals(letter.source())) {
                letters.add(letter);
            }
        });
        return letters;
    }
}
