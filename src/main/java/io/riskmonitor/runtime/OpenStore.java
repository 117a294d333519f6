package io.riskmonitor.runtime;

import io.riskmonitor.query.NotReadyException;
import java.util.NoSuchElementException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * A store over all local tasks. Kafka Streams hands one out while the tasks run, and finds out at each read that they no
 * longer do: after a hard kill tasks are given out twice within a second. That is no fault, but "not ready". Where other
 * instances have all its tasks it is empty.
 */
final class OpenStore<V> implements ReadOnlyKeyValueStore<String, V> {
    private final ReadOnlyKeyValueStore<String, V> tasks;
    private final BooleanSupplier elsewhere;

    /** @param elsewhere whether other instances have all the tasks, for as long as this one has none */
    OpenStore(ReadOnlyKeyValueStore<String, V> tasks, BooleanSupplier elsewhere) {
        this.tasks = tasks;
        this.elsewhere = elsewhere;
    }

    @Override
    @SuppressWarnings("NullAway") // Kafka's stores give null for what they do not hold but are not annotated
    public @Nullable V get(String key) {
        return read(() -> tasks.get(key), null);
    }

    @Override
    public KeyValueIterator<String, V> range(@Nullable String from, @Nullable String to) {
        return read(() -> tasks.range(from, to), new Nothing<>());
    }

    @Override
    public KeyValueIterator<String, V> all() {
        return read(tasks::all, new Nothing<>());
    }

    @Override
    public <PS extends Serializer<P>, P> KeyValueIterator<String, V> prefixScan(P prefix, PS serializer) {
        return read(() -> tasks.prefixScan(prefix, serializer), new Nothing<>());
    }

    @Override
    public long approximateNumEntries() {
        return read(tasks::approximateNumEntries, 0L);
    }

    private <T extends @Nullable Object> T read(Supplier<T> reading, T nothing) {
        try {
            return reading.get();
        } catch (InvalidStateStoreException e) {
            if (elsewhere.getAsBoolean()) {
                return nothing;
            }
            throw new NotReadyException("the state is being moved: " + e.getMessage(), e);
        }
    }

    private static final class Nothing<V> implements KeyValueIterator<String, V> {
        @Override
        public boolean hasNext() {
            return false;
        }

        @Override
        public KeyValue<String, V> next() {
            throw new NoSuchElementException();
        }

        @Override
        public String peekNextKey() {
            throw new NoSuchElementException();
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
