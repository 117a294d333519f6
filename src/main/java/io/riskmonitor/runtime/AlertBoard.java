package io.riskmonitor.runtime;

import io.riskmonitor.alert.Alert;
import io.riskmonitor.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The latest revision of each alert that lasts or has ended lately, read from the log: so also of one that has been raised
 * anew since, and of those that another instance owns. It is read when it is asked for, and then only what is new; what
 * ended longer ago is let go.
 */
final class AlertBoard implements AutoCloseable {
    private final Map<String, Object> properties;
    private final Topic<String, Alert> topic;
    private final Duration kept;
    private final UnreadableRecords unreadable;
    private final Map<String, Alert> latest = new HashMap<>();
    private @Nullable CommittedLog<Alert> log;

    /** @param kept how long an alert stays after its end */
    AlertBoard(
            Map<String, Object> clientProperties,
            Topic<String, Alert> topic,
            Duration kept,
            UnreadableRecords unreadable) {
        this.properties = Map.copyOf(clientProperties);
        this.topic = topic;
        this.kept = kept;
        this.unreadable = unreadable;
    }

    /** Those that changed last first. After a failure the next call begins anew. */
    synchronized List<Alert> standing(Instant now) {
        try {
            Instant since = now.minus(kept);
            readOn(since);
            latest.values().removeIf(alert -> !stays(alert, since));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        return latest.values().stream()
                .sorted(Comparator.comparing(Alert::updatedAt).reversed().thenComparing(Alert::id))
                .toList();
    }

    private static boolean stays(Alert alert, Instant since) {
        return alert.isLive() || !alert.updatedAt().isBefore(since);
    }

    private void readOn(Instant since) {
        CommittedLog<Alert> open = log == null ? open() : log;
        open.readOn(record -> {
            Alert alert = record.value();
            if (alert != null && stays(alert, since)) {
                latest.put(record.key(), alert);
            } else {
                latest.remove(record.key());
            }
        });
    }

    private CommittedLog<Alert> open() {
        CommittedLog<Alert> open = new CommittedLog<>(properties, topic, unreadable);
        log = open;
        open.fromTheBeginning(open.partitions(topic));
        return open;
    }

    @Override
    public synchronized void close() {
        CommittedLog<Alert> open = log;
        log = null;
        latest.clear();
        if (open != null) {
            open.close();
        }
    }
}
