package io.riskmonitor.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One KRaft node in this process: broker and controller, on the loopback address, its data kept across restarts and hard
 * kills.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final int NODE_ID = 1;
    private static final String CONTROLLER = "CONTROLLER";

    private final KafkaRaftServer server;
    private final String bootstrapServers;
    private final Path logs;

    private EmbeddedBroker(KafkaRaftServer server, String bootstrapServers, Path logs) {
        this.server = server;
        this.bootstrapServers = bootstrapServers;
        this.logs = logs;
    }

    /**
     * Starts the broker; returns when it takes requests. The caller holds the directory's {@link DataDirLock}.
     *
     * @throws BrokerException if the port is taken, the directory cannot be written, or Kafka refuses to start
     */
    public static EmbeddedBroker start(EmbeddedBrokerConfig config) {
        Path logs = config.dataDir().resolve("kafka").toAbsolutePath();
        RememberedPort remembered = new RememberedPort(config.dataDir());
        int port = freePort(remembered.choose(config.port()));
        int controllerPort = freePort(0);
        format(logs);
        remembered.remember(port);
        Map<String, String> settings = settings(logs, port, controllerPort);
        if (FormerSession.isLeftOpen(logs)) {
            FormerSession.end(
                    settings,
                    NODE_ID,
                    controllerListener(controllerPort),
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), controllerPort));
        }
        FormerSession.begin(logs);
        sayWhenItEndsTheProcess(logs);
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
        try {
            server.startup();
        } catch (RuntimeException e) {
            // Threads that were started keep the process alive unless they are stopped.
            server.shutdown();
            throw new BrokerException("the embedded broker did not start in " + logs + ": " + e.getMessage(), e);
        }
        return new EmbeddedBroker(server, "127.0.0.1:" + port, logs);
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
        FormerSession.ended(logs);
        Exit.resetHaltProcedure();
    }

    /** Kafka halts the process when it can no longer write its log, with the reason in words of its own. */
    private static void sayWhenItEndsTheProcess(Path logs) {
        Exit.setHaltProcedure((status, message) -> {
            log.error(
                    "the embedded broker can no longer write to {} ({} MB of room left) and ends the process; what was"
                            + " committed is safe: see to the disk and start again",
                    logs,
                    logs.toFile().getUsableSpace() / (1024 * 1024));
            Exit.resetHaltProcedure();
            Exit.halt(status, message);
        });
    }

    private static Map<String, String> settings(Path logs, int port, int controllerPort) {
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", Integer.toString(NODE_ID)),
                Map.entry("log.dirs", logs.toString()),
                Map.entry("listeners", "PLAINTEXT://127.0.0.1:" + port + "," + controllerListener(controllerPort)),
                Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port),
                Map.entry("controller.listener.names", CONTROLLER),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT"),
                Map.entry("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "4"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                // Records bear times of their own, and a clock that was put right is behind what was learnt before.
                Map.entry("log.message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE)),
                // A machine that is held up for seconds must not have its only broker fenced: nobody could take over,
                // and
                // transactions under way would lose their markers. What a hard kill leaves, FormerSession ends. Below
                // the
                // minute that a broker waits for its registration.
                Map.entry("broker.session.timeout.ms", "30000"),
                Map.entry("broker.heartbeat.interval.ms", "250"),
                // The default of 128 MB is heap, taken at start.
                Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(16 * 1024 * 1024)),
                // Looks for logs that are due by their topic's flush.ms, which topics that cannot be made again have: a
                // machine that loses power loses a second of them. The rest the operating system writes in its own
                // time.
                Map.entry("log.flush.scheduler.interval.ms", "1000"),
                Map.entry("log.flush.interval.ms", Long.toString(Long.MAX_VALUE)),
                // A transaction that begins while the markers of the one before are still being written is refused; the
                // broker asks again after this long. Both are in this process, so the markers take a millisecond or
                // two.
                Map.entry("add.partitions.to.txn.retry.backoff.ms", "1"),
                Map.entry("add.partitions.to.txn.retry.backoff.max.ms", "10"),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "4"));
    }

    private static String controllerListener(int port) {
        return CONTROLLER + "://127.0.0.1:" + port;
    }

    private static void format(Path logs) {
        if (Files.exists(logs.resolve("meta.properties"))) {
            return;
        }
        try {
            Files.createDirectories(logs);
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(NODE_ID)
                    .addDirectory(logs.toString())
                    .setMetadataLogDirectory(Optional.of(logs.toString()))
                    .setControllerListenerName(CONTROLLER)
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setIgnoreFormatted(true)
                    .run();
        } catch (Exception e) { // the formatter declares it
            throw new BrokerException("directory " + logs + " cannot be made ready: " + e.getMessage(), e);
        }
    }

    private static int freePort(int wanted) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new BrokerException(
                    "port " + wanted + " on 127.0.0.1 is taken (" + e.getMessage()
                            + "); choose another with --broker-port, 0 for any free one",
                    e);
        }
    }
}
