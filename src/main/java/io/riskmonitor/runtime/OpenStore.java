package io.riskmonitor.runtime;

import io.riskmonitor.query.NotReadyException;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * A store over all local tasks. Kafka Streams hands one out while the tasks run, and finds out at each read that they no
 * longer do: after a hard kill tasks are given out twice within a second. That is no fault, but "not ready".
 */
final class OpenStore<V> implements ReadOnlyKeyValueStore<String, V> {
    private final ReadOnlyKeyValueStore<String, V> tasks;

    OpenStore(ReadOnlyKeyValueStore<String, V> tasks) {
        this.tasks = tasks;
    }

    @Override
    @SuppressWarnings("NullAway") // Kafka's stores give null for what they do not hold but are not annotated
    public @Nullable V get(String key) {
        return read(() -> tasks.get(key));
    }

    @Override
    public KeyValueIterator<String, V> range(@Nullable String from, @Nullable String to) {
        return read(() -> tasks.range(from, to));
    }

    @Override
    public KeyValueIterator<String, V> all() {
        return read(tasks::all);
    }

    @Override
    public <PS extends Serializer<P>, P> KeyValueIterator<String, V> prefixScan(P prefix, PS serializer) {
        return read(() -> tasks.prefixScan(prefix, serializer));
    }

    @Override
    public long approximateNumEntries() {
        return read(tasks::approximateNumEntries);
    }

    private static <T extends @Nullable Object> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (InvalidStateStoreException e) {
            throw new NotReadyException("the state is being moved: " + e.getMessage(), e);
        }
    }
}
