package io.riskmonitor.topology;

import io.riskmonitor.risk.Tick;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Ticks that wait in the order in which they came, whatever time they tell. */
final class WaitingTicks {
    private final KeyValueStore<Long, Tick> store;
    private long next;

    /** @param store number to tick; numbers grow */
    WaitingTicks(KeyValueStore<Long, Tick> store) {
        this.store = store;
        try (KeyValueIterator<Long, Tick> last = store.reverseAll()) {
            this.next = last.hasNext() ? last.next().key + 1 : 0;
        }
    }

    void add(Tick tick) {
        store.put(next++, tick);
    }

    Optional<Tick> first() {
        try (KeyValueIterator<Long, Tick> all = store.all()) {
            return all.hasNext() ? Optional.of(all.next().value) : Optional.empty();
        }
    }

    void removeFirst() {
        try (KeyValueIterator<Long, Tick> all = store.all()) {
            store.delete(all.next().key);
        }
    }
}
