package io.riskmonitor.topology;

import io.riskmonitor.alert.Standing;
import io.riskmonitor.risk.Contribution;
import io.riskmonitor.risk.HazardTerm;
import io.riskmonitor.serde.HazardTermSerde;
import java.time.Instant;
import java.util.HexFormat;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The terms of all hazards of a task by owner and time. A region may have hundreds of thousands of contributions, a kilobyte of
 * JSON each: more than can be read within a transaction. What an alert asks of them is in a few bytes each here, and as a rule
 * among the latest.
 */
final class HazardTerms {
    private static final char SEPARATOR = '|';

    /** Sorts behind all hexadecimal digits. */
    private static final String BEHIND_ALL_TIMES = "g";

    /** Of seconds, and of nanoseconds. */
    private static final int TIME_DIGITS = 16 + 8;

    private final KeyValueStore<String, HazardTerm> store;

    HazardTerms(KeyValueStore<String, HazardTerm> store) {
        this.store = store;
    }

    static StoreBuilder<KeyValueStore<String, HazardTerm>> builder() {
        return Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(StoreNames.HAZARD_TERMS), Serdes.String(), new HazardTermSerde());
    }

    /** Takes out what stood, and puts in what stands. */
    void exchange(@Nullable Contribution before, @Nullable Contribution now) {
        if (before != null && (now == null || !key(now).equals(key(before)))) {
            store.delete(key(before));
        }
        if (now != null) {
            store.put(key(now), now.term());
        }
    }

    /**
     * Shows what contributes to an owner, the latest end first and those of one moment in the order of their keys.
     *
     * @param upTo those that ended later are not shown; null for all
     * @param goOn false ends it
     */
    void latestFirst(String owner, @Nullable Instant upTo, Predicate<Standing.Entry> goOn) {
        String prefix = owner + SEPARATOR;
        String from = upTo == null ? prefix : prefix + time(upTo);
        try (KeyValueIterator<String, HazardTerm> all = store.range(from, prefix + BEHIND_ALL_TIMES)) {
            while (all.hasNext()) {
                var next = all.next();
                if (!goOn.test(entry(next.key.substring(prefix.length() + TIME_DIGITS + 1), next.value))) {
                    return;
                }
            }
        }
    }

    private static Standing.Entry entry(String contribution, HazardTerm term) {
        int end = contribution.indexOf(SEPARATOR);
        return new Standing.Entry(contribution.substring(0, end), contribution.substring(end + 1), term);
    }

    private static String key(Contribution c) {
        return c.subject().ownerKey()
                + SEPARATOR
                + time(c.occurredTo())
                + SEPARATOR
                + ContributionKey.of(c.subject(), c.incidentId());
    }

    /** Sorts later times before earlier ones. */
    private static String time(Instant at) {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(~(at.getEpochSecond() ^ Long.MIN_VALUE)) + hex.toHexDigits(~at.getNano());
    }
}
