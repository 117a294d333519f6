package io.riskmonitor.feed;

import io.riskmonitor.incident.ReportId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The report ids of a whole release, each as 64 bits of its SHA-256: eight million of them take 128 MB, where the ids
 * themselves would take over a gigabyte. Two ids that fall together would at worst keep one vanished report standing;
 * among ten million that happens once in 400,000 releases.
 */
final class SeenReports {
    private static final int FIRST_SLOTS = 1 << 12;
    /** An empty slot. */
    private static final long NONE = 0;

    private final MessageDigest digest;
    private long[] slots = new long[FIRST_SLOTS];
    private int used;

    SeenReports() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    void add(ReportId id) {
        if (used * 2 >= slots.length) {
            grow();
        }
        long mark = mark(id);
        int slot = slotOf(mark, slots);
        if (slots[slot] == NONE) {
            slots[slot] = mark;
            used++;
        }
    }

    boolean contains(ReportId id) {
        return slots[slotOf(mark(id), slots)] != NONE;
    }

    private long mark(ReportId id) {
        byte[] hash = digest.digest(id.toString().getBytes(StandardCharsets.UTF_8));
        long mark = ByteBuffer.wrap(hash).getLong();
        return mark == NONE ? 1 : mark;
    }

    /** Where a mark stands, or the empty slot where it belongs. */
    private static int slotOf(long mark, long[] slots) {
        int slot = (int) (mark & (slots.length - 1));
        while (slots[slot] != NONE && slots[slot] != mark) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private void grow() {
        long[] wider = new long[slots.length * 2];
        for (long mark : slots) {
            if (mark != NONE) {
                wider[slotOf(mark, wider)] = mark;
            }
        }
        slots = wider;
    }
}
