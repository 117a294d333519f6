package io.riskmonitor.topology;

import java.nio.charset.StandardCharsets;

/** A short mark of a record's content, the same in every run: a record's own hash is not, where it holds an enum. */
final class Fingerprint {
    private static final long OFFSET_BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Fingerprint() {}

    /** Of the record's text. */
    static long of(Object content) {
        return of(content.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** FNV-1a, 64 bits, of a record as it is written. */
    static long of(byte[] text) {
        long hash = OFFSET_BASIS;
        for (byte b : text) {
            hash = (hash ^ (b & 0xff)) * PRIME;
        }
        return hash;
    }
}
