package io.riskmonitor.notify;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bones of an alert for systems that keep their own list of what is on.
 *
 * @param labels what tells the condition from any other; the same for all revisions of an alert
 * @param annotations what people read
 * @param since when the condition began to hold
 * @param until when it ceased to hold; null while it lasts
 */
public record Notice(
        Map<String, String> labels,
        Map<String, String> annotations,
        Instant since,
        @Nullable Instant until) {
    public Notice {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
    }
}
