package io.riskmonitor.http;

import io.riskmonitor.alert.AlertId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/** Many viewers of the stream on one thread, ten from each of as many loopback addresses as that takes. */
final class Crowd implements AutoCloseable {
    private static final int OF_AN_ADDRESS = StreamPlaces.MOST_OF_A_CALLER;
    private static final Pattern REVISION = Pattern.compile("\"revision\":(\\d+)");
    private static final long PATIENCE_SECONDS = 60;

    private final List<Viewer> viewers = new ArrayList<>();
    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocate(65_536);

    /**
     * What a viewer was told between two events.
     *
     * @param ids checksum over their ids, in order
     * @param revisions of the watched alert
     */
    record Telling(int events, long ids, List<Integer> revisions) {}

    private static final class Viewer {
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private final CRC32 ids = new CRC32();
        private final List<Integer> revisions = new ArrayList<>();
        private boolean welcomed;
        private boolean done;
        private String id = "";
        private int events;

        /** @param first from this revision of the alert on events count, until the last */
        void read(byte[] bytes, int length, String alert, int first, int last) {
            for (int i = 0; i < length; i++) {
                if (bytes[i] != '\n') {
                    line.write(bytes[i]);
                    continue;
                }
                String text = line.toString(StandardCharsets.UTF_8);
                line.reset();
                if (text.startsWith("id: ")) {
                    welcomed = true;
                    id = text;
                } else if (text.startsWith("data: ") && !done) {
                    data(text, alert, first, last);
                }
            }
        }

        private void data(String text, String alert, int first, int last) {
            boolean watched = text.startsWith("data: {\"id\":\"" + alert + "\"");
            if (watched) {
                Matcher revision = REVISION.matcher(text);
                if (revision.find() && Integer.parseInt(revision.group(1)) >= first) {
                    revisions.add(Integer.valueOf(revision.group(1)));
                }
            }
            if (!revisions.isEmpty()) {
                events++;
                ids.update(id.getBytes(StandardCharsets.UTF_8));
                done = revisions.get(revisions.size() - 1) == last;
            }
        }
    }

    Crowd(URI address, int count) throws IOException {
        byte[] request = "GET /api/v1/stream HTTP/1.0\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open();
            channel.bind(new InetSocketAddress("127.0.1." + (1 + i / OF_AN_ADDRESS), 0));
            channel.connect(new InetSocketAddress(address.getHost(), address.getPort()));
            channel.write(ByteBuffer.wrap(request));
            channel.configureBlocking(false);
            Viewer viewer = new Viewer();
            viewers.add(viewer);
            channel.register(selector, SelectionKey.OP_READ, viewer);
        }
    }

    /** Returns when every viewer has been let in. */
    void join() throws IOException {
        read(viewer -> viewer.welcomed, "", 0, 0);
    }

    /** Reads until every viewer has been told of the last of these revisions of an alert. */
    void readUntil(AlertId alert, int first, int last) throws IOException {
        read(viewer -> viewer.done, alert.toString(), first, last);
    }

    private void read(Predicate<Viewer> enough, String alert, int first, int last) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!viewers.stream().allMatch(enough)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(viewers.stream().filter(enough).count() + " of " + viewers.size()
                        + " viewers are through after " + PATIENCE_SECONDS + " s");
            }
            selector.select(1_000);
            for (SelectionKey key : selector.selectedKeys()) {
                buffer.clear();
                int length = ((SocketChannel) key.channel()).read(buffer);
                if (length < 0) {
                    throw new AssertionError("a viewer's stream has ended");
                }
                ((Viewer) key.attachment()).read(buffer.array(), length, alert, first, last);
            }
            selector.selectedKeys().clear();
        }
    }

    List<Telling> tellings() {
        return viewers.stream()
                .map(viewer -> new Telling(viewer.events, viewer.ids.getValue(), viewer.revisions))
                .toList();
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
