package io.riskmonitor.query;

import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The local state stores by name; a running topology's, or a test's. */
public interface StateStores {
    /** @throws NotReadyException while stores are being opened, restored or moved */
    <V> ReadOnlyKeyValueStore<String, V> store(String name);
}
