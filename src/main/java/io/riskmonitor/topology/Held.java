package io.riskmonitor.topology;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** What waits for its tick, in order. */
final class Held<V> {
    private final KeyValueStore<String, V> store;
    /** Nothing earlier is left: a scan need not pass over what was let go before. */
    private @Nullable String from;

    Held(KeyValueStore<String, V> store) {
        this.store = store;
    }

    @Nullable
    V get(long at, String key) {
        return store.get(HeldKey.of(at, key));
    }

    void put(long at, String key, V value) {
        String held = HeldKey.of(at, key);
        if (from != null && held.compareTo(from) < 0) {
            from = held;
        }
        store.put(held, value);
    }

    /** Lets go what is not later than a moment, by time and then by key. */
    List<KeyValue<String, V>> release(long now) {
        List<KeyValue<String, V>> due = new ArrayList<>();
        String until = HeldKey.from(now + 1);
        try (KeyValueIterator<String, V> all = store.range(from, until)) {
            all.forEachRemaining(due::add);
        }
        due.forEach(entry -> store.delete(entry.key));
        from = until;
        return due;
    }
}
