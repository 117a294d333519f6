package io.riskmonitor.topology;

import io.riskmonitor.risk.FeedPulse;
import io.riskmonitor.serde.JsonSerde;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** The pulses of a task's sources, a handful, in memory; whoever writes the store writes it through here. */
final class FeedPulses {
    private final KeyValueStore<String, FeedPulse> store;
    private final Map<String, FeedPulse> bySource = new TreeMap<>();

    FeedPulses(KeyValueStore<String, FeedPulse> store) {
        this.store = store;
        try (KeyValueIterator<String, FeedPulse> all = store.all()) {
            all.forEachRemaining(entry -> bySource.put(entry.key, entry.value));
        }
    }

    /** In memory with a changelog: it is small, and asked for each revision. */
    static StoreBuilder<KeyValueStore<String, FeedPulse>> store(String name) {
        return Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.String(), new JsonSerde<>(FeedPulse.class))
                .withCachingEnabled();
    }

    Collection<FeedPulse> all() {
        return bySource.values();
    }

    /** A source has brought something. */
    void hear(String source, Instant moment) {
        FeedPulse known = bySource.get(source);
        keep(known, (known == null ? FeedPulse.none(source) : known).with(moment));
    }

    /** Another partition has heard of a source. */
    void hear(FeedPulse other) {
        FeedPulse known = bySource.get(other.source());
        keep(known, known == null ? other : known.with(other));
    }

    @SuppressWarnings("ReferenceEquality") // a pulse that has not changed is the same object
    private void keep(@Nullable FeedPulse known, FeedPulse next) {
        if (next != known) {
            bySource.put(next.source(), next);
            store.put(next.source(), next);
        }
    }
}
