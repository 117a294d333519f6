package io.riskmonitor.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/** However long a file is, only a bounded piece of it is in memory. */
class ConstantMemoryTest {
    private static final int ROWS = 200_000;
    private static final long LOOK_AHEAD_BYTES = 1 << 20;
    private static final long RETAINED_BYTES = 16 << 20;

    @Test
    void shouldHoldOnlyAPieceOfTheFileWhenCsvIsLong() throws IOException {
        String header = "id,year,month,day,country,type_of_violence,conflict_name,side_a,side_b,"
                + "latitude,longitude,low_death,best_death,high_death\n";
        String text = "x".repeat(400);
        assertConstantMemory(
                new UcdpAdapter(),
                header,
                row -> row + ",2019,3,23,Mali,One-sided violence,\"" + text
                        + "\nof two lines\",Dozo,Civilians,13.75,-3.45,150,157,160\n");
    }

    @Test
    void shouldHoldOnlyAPieceOfTheFileWhenJsonArrayIsLong() throws IOException {
        assertConstantMemory(
                new DeskAdapter("desk"),
                "[",
                row -> (row == 1 ? "" : ",") + "{\"id\":\"" + row + "\",\"type\":\"CRIME\",\"date\":\"2019-03-23\","
                        + "\"location\":{\"lat\":13.75,\"lon\":-3.45},\"headline\":\"" + "y".repeat(300) + "\"}"
                        + (row == ROWS ? "]" : "\n"));
    }

    @Test
    void shouldHoldOnlyAPieceOfTheFileWhenKikaIsLong() throws IOException {
        assertConstantMemory(
                new KikaAdapter(),
                "[",
                row -> (row == 1 ? "" : ",") + "{\"SiND Event ID\":" + row
                        + ",\"Date\":\"2019-03-23\",\"Country\":\"Mali\","
                        + "\"Latitude\":\"13.75\",\"Longitude\":\"-3.45\",\"Geo Precision\":\"(2) 25 km precision\","
                        + "\"Event Description\":\"" + "y".repeat(300) + "\"}"
                        + (row == ROWS ? "]" : ""));
    }

    private static void assertConstantMemory(ReportAdapter adapter, String header, LongFunction<String> row)
            throws IOException {
        AtomicLong accepted = new AtomicLong();
        Rows rows = new Rows(header, row, accepted);
        long before = usedHeap();
        AtomicLong most = new AtomicLong();

        adapter.read(rows, Readings.context(null), outcome -> {
            if (outcome instanceof RowOutcome.Accepted && accepted.incrementAndGet() % (ROWS / 2) == 0) {
                most.accumulateAndGet(usedHeap(), Math::max);
            }
        });

        assertThat(accepted).hasValue(ROWS);
        assertThat(rows.mostBytesAhead).isLessThan(LOOK_AHEAD_BYTES);
        assertThat(most.get() - before).isLessThan(RETAINED_BYTES);
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** A file made while it is read, which sees how far the reader runs ahead of its own outcomes. */
    private static final class Rows extends InputStream {
        private final LongFunction<String> row;
        private final AtomicLong outcomes;
        private byte[] piece;
        private int at;
        private long made;
        private long mostBytesAhead;

        Rows(String header, LongFunction<String> row, AtomicLong outcomes) {
            this.row = row;
            this.outcomes = outcomes;
            this.piece = header.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (at == piece.length) {
                if (made == ROWS) {
                    return -1;
                }
                piece = row.apply(++made).getBytes(StandardCharsets.UTF_8);
                at = 0;
                mostBytesAhead = Math.max(mostBytesAhead, (made - outcomes.get()) * piece.length);
            }
            int count = Math.min(length, piece.length - at);
            System.arraycopy(piece, at, into, offset, count);
            at += count;
            return count;
        }
    }
}
