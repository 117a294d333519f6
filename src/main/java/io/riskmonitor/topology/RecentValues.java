package io.riskmonitor.topology;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * A store of a task with the values that were used last kept in memory, those that are not there, too. Whoever writes the
 * store writes it through here. For immutable values only, as they are shared.
 */
final class RecentValues<V> {
    private final KeyValueStore<String, V> store;
    private final Cache<String, Optional<V>> recent;

    /** @param most values kept in memory */
    RecentValues(KeyValueStore<String, V> store, int most) {
        this.store = store;
        this.recent = Caffeine.newBuilder().maximumSize(most).build();
    }

    @Nullable
    V get(String key) {
        Optional<V> known = recent.getIfPresent(key);
        if (known == null) {
            known = Optional.ofNullable(store.get(key));
            recent.put(key, known);
        }
        return known.orElse(null);
    }

    void put(String key, V value) {
        store.put(key, value);
        recent.put(key, Optional.of(value));
    }

    void delete(String key) {
        store.delete(key);
        recent.put(key, Optional.empty());
    }
}
