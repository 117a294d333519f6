package io.riskmonitor.topic;

import org.apache.kafka.common.serialization.Serde;

/** A topic as code uses it: its name, and how its keys and values are read and written. */
public record Topic<K, V>(String name, Serde<K> keys, Serde<V> values) {}
