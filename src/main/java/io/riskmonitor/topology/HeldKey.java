package io.riskmonitor.topology;

import java.util.HexFormat;

/** Keys that sort what is held by time, then by its own key: the order in which it is let go. */
final class HeldKey {
    private static final int TIME_DIGITS = 16;

    private HeldKey() {}

    /** @param at epoch milliseconds */
    static String of(long at, String key) {
        return from(at) + "|" + key;
    }

    /** Sorts before all keys of that millisecond, and behind all of those before. */
    static String from(long at) {
        return HexFormat.of().toHexDigits(at ^ Long.MIN_VALUE);
    }

    /** The key it was held under. */
    static String keyOf(String held) {
        return held.substring(TIME_DIGITS + 1);
    }
}
