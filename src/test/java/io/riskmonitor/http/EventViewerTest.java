package io.riskmonitor.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.access.Caller;
import io.riskmonitor.runtime.FeedEvent;
import io.riskmonitor.runtime.FeedHistory;
import io.riskmonitor.runtime.FeedPosition;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Viewers over a ring and a log in memory: nothing is lost or told twice, and what is held is bounded. */
class EventViewerTest {
    private static final int PARTITIONS = 3;
    private static final Pattern FRAME =
            Pattern.compile("event: score\\nid: (\\S+)\\ndata: \\{\"at\":\"(\\d+)@(\\d+)\"}\\n\\n");
    private static final Pattern ID = Pattern.compile("id: (\\S+)");

    private final List<FeedEvent> log = new ArrayList<>();
    private final long[] offsets = new long[PARTITIONS];
    private final Deque<Runnable> requests = new ArrayDeque<>();

    /** A connection that has room when it is given some. */
    private static final class Connection extends ServletOutputStream {
        private final ByteArrayOutputStream received = new ByteArrayOutputStream();
        private int room;

        @Override
        public boolean isReady() {
            return room > 0;
        }

        @Override
        public void write(byte[] bytes) {
            room--;
            received.writeBytes(bytes);
        }

        @Override
        public void write(int b) {
            throw new UnsupportedOperationException("frames are written whole");
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException("the test is the server");
        }

        String text() {
            return received.toString(StandardCharsets.UTF_8);
        }
    }

    private FeedEvent next(Random random) {
        int partition = random.nextInt(PARTITIONS);
        offsets[partition] += 1 + random.nextInt(2); // transaction markers take offsets, too
        FeedEvent event =
                new FeedEvent(partition, offsets[partition], Map.of("at", partition + "@" + offsets[partition]));
        log.add(event);
        return event;
    }

    /** Pages of three, in an order of partitions that is not the one in which the events were told. */
    private FeedHistory.Page page(FeedPosition after, FeedPosition to) {
        List<FeedEvent> events = new ArrayList<>();
        FeedPosition reached = after;
        for (int p = PARTITIONS - 1; p >= 0; p--) {
            for (FeedEvent event : log) {
                if (event.partition() == p && !after.isPast(event) && to.isPast(event)) {
                    if (events.size() == 3) {
                        return new FeedHistory.Page(events, reached);
                    }
                    events.add(event);
                    reached = reached.with(event);
                }
            }
        }
        return new FeedHistory.Page(events, reached.with(to));
    }

    private EventViewer viewer(EventRing ring, Connection connection, @Nullable FeedPosition had, boolean[] ended) {
        return new EventViewer(
                Caller.loopback(),
                connection,
                ring,
                (after, viewer) -> requests.add(() -> viewer.take(page(after, ring.now()))),
                had,
                v -> ended[0] = true);
    }

    private static void give(EventViewer viewer, Connection connection, int room) {
        connection.room += room;
        viewer.onWritePossible();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void shouldTellEachEventOnceAndInOrderHoweverSlowlyAViewerReadsAndWhereverItComesBack(long seed) {
        Random random = new Random(seed);
        EventRing ring = new EventRing(FeedPosition.start(PARTITIONS), 12, 1_000_000);
        for (int i = 0; i < 5; i++) {
            ring.tell(next(random)); // before anybody listens
        }
        log.clear();
        StringBuilder received = new StringBuilder();
        boolean[] ended = new boolean[1];
        Connection connection = new Connection();
        EventViewer viewer = viewer(ring, connection, null, ended);
        give(viewer, connection, 1);
        for (int step = 0; step < 2_000; step++) {
            switch (random.nextInt(5)) {
                case 0, 1 -> ring.tell(next(random));
                case 2 -> give(viewer, connection, 1 + random.nextInt(4));
                case 3 -> {
                    Runnable request = requests.poll();
                    if (request != null) {
                        request.run();
                    }
                    viewer.wake();
                }
                default -> ended[0] |= random.nextInt(20) == 0;
            }
            if (ended[0]) {
                viewer.onError(new IllegalStateException("connection lost"));
                received.append(connection.text());
                connection = new Connection();
                ended[0] = false;
                viewer = viewer(ring, connection, lastId(received.toString()), ended);
            }
        }
        while (!ended[0] && (connection.room == 0 || !requests.isEmpty())) {
            give(viewer, connection, 10_000);
            while (!requests.isEmpty()) {
                requests.remove().run();
            }
        }
        received.append(connection.text());

        List<List<Long>> told = new ArrayList<>(List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
        Matcher frame = FRAME.matcher(received);
        while (frame.find()) {
            told.get(Integer.parseInt(frame.group(2))).add(Long.valueOf(frame.group(3)));
        }
        for (int p = 0; p < PARTITIONS; p++) {
            int partition = p;
            assertThat(told.get(p))
                    .as("partition %d, seed %d", p, seed)
                    .isEqualTo(log.stream()
                            .filter(event -> event.partition() == partition)
                            .map(FeedEvent::offset)
                            .toList());
        }
    }

    private static FeedPosition lastId(String received) {
        String last = "";
        Matcher id = ID.matcher(received);
        while (id.find()) {
            last = id.group(1);
        }
        return FeedPosition.parse(last, PARTITIONS).orElseThrow();
    }

    @Test
    void shouldTellASlowViewerWhyItIsDroppedAndHoldNoMoreThanItMay() {
        Random random = new Random(1);
        EventRing ring = new EventRing(FeedPosition.start(PARTITIONS), 8_192, 5_000);
        boolean[] ended = new boolean[1];
        Connection connection = new Connection();
        EventViewer viewer = viewer(ring, connection, null, ended);
        for (int i = 0; i < 1_000; i++) {
            ring.tell(next(random));
            viewer.wake();
            assertThat(ring.bytes()).isLessThanOrEqualTo(5_000);
        }
        assertThat(ended[0]).isFalse();
        give(viewer, connection, 10);
        assertThat(ended[0]).isTrue();
        assertThat(connection.text())
                .contains("event: dropped\ndata: {\"reason\":")
                .contains("Last-Event-ID");
    }

    @Test
    void shouldHoldNothingWhileNobodyListens() {
        Random random = new Random(1);
        EventRing ring = new EventRing(FeedPosition.start(PARTITIONS), 8_192, 1_000_000);
        boolean[] ended = new boolean[1];
        EventViewer viewer = viewer(ring, new Connection(), null, ended);
        ring.tell(next(random));
        assertThat(ring.bytes()).isPositive();
        viewer.onError(new IllegalStateException("gone"));
        ring.tell(next(random));
        assertThat(ring.bytes()).isZero();
    }
}
