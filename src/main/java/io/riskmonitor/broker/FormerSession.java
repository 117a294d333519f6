package io.riskmonitor.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.metadata.BrokerRegistration;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * The session in which the broker was killed. It must have ended before the broker starts again: otherwise the controller
 * fences the broker, whose leaderships are in the metadata still, a moment after it has begun to write the markers of
 * transactions that were being committed, and Kafka 4.3 takes a partition whose leader is fenced for a deleted one and
 * leaves its marker out (KAFKA-20734). The transaction would be open there for ever, and nothing behind it ever read. So the
 * controller starts alone and fences the broker first.
 *
 * <p>A mark beside the logs stands from before the broker is registered until it has stopped in order: a kill in between, be it
 * while it starts, leaves a session behind.
 */
final class FormerSession {
    private static final Logger log = LoggerFactory.getLogger(FormerSession.class);
    private static final String CLEAN = ".kafka_cleanshutdown";
    private static final String TRANSACTIONS = "__transaction_state-*";
    private static final String MARK = "broker-session";
    /** While the controller is alone nobody is there to renew the session, so it need not be waited for any longer. */
    private static final String SESSION_MILLIS = "2000";

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long LOOK_EVERY_MILLIS = 20;

    private FormerSession() {}

    /** Whether the node was killed, in whatever it was doing. */
    static boolean isLeftOpen(Path logs) {
        if (Files.exists(mark(logs))) {
            return true;
        }
        // Written by a release that left no mark.
        if (Files.exists(logs.resolve(CLEAN)) || !Files.isDirectory(logs)) {
            return false;
        }
        try (DirectoryStream<Path> transactions = Files.newDirectoryStream(logs, TRANSACTIONS)) {
            return transactions.iterator().hasNext();
        } catch (IOException e) {
            throw new UncheckedIOException(logs + " cannot be looked through: " + e.getMessage(), e);
        }
    }

    /** A session is about to begin. */
    static void begin(Path logs) {
        try {
            Files.writeString(mark(logs), "");
        } catch (IOException e) {
            throw new UncheckedIOException(logs + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** The broker has stopped in order. */
    static void ended(Path logs) {
        try {
            Files.deleteIfExists(mark(logs));
        } catch (IOException e) {
            log.warn("a stop in order could not be noted, the next start takes longer: {}", e.getMessage());
        }
    }

    private static Path mark(Path logs) {
        return logs.resolveSibling(MARK);
    }

    /**
     * Returns when the controller has fenced the node's broker, a short session timeout later; at once if it knows of none.
     *
     * @param settings the node's
     * @param controllerListener name and address on which it is its own controller
     */
    static void end(Map<String, String> settings, int nodeId, String controllerListener, InetSocketAddress address) {
        Map<String, String> alone = new HashMap<>(settings);
        alone.put("process.roles", "controller");
        alone.put("listeners", controllerListener);
        alone.put("broker.session.timeout.ms", SESSION_MILLIS);
        alone.remove("advertised.listeners");
        KafkaConfig config = new KafkaConfig(alone, false);
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> directories =
                KafkaRaftServer.initializeLogDirs(config, log, "");
        Metrics metrics = new Metrics();
        SharedServer shared = new SharedServer(
                config,
                directories._1(),
                Time.SYSTEM,
                metrics,
                CompletableFuture.completedFuture(Map.of(nodeId, address)),
                List.of(),
                new StandardFaultHandlerFactory(),
                ServerSocketFactory.INSTANCE);
        ControllerServer controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), directories._2());
        try {
            controller.startup();
            awaitFenced(controller, nodeId);
        } finally {
            controller.shutdown();
            controller.awaitShutdown();
            metrics.close();
        }
    }

    /** What is empty has not been loaded yet. */
    private static boolean isFencedOrUnknown(MetadataImage image, int nodeId) {
        BrokerRegistration broker = image.cluster().broker(nodeId);
        return broker == null ? image.provenance().lastContainedOffset() >= 0 : broker.fenced();
    }

    private static void awaitFenced(ControllerServer controller, int nodeId) {
        long start = System.nanoTime();
        while (!isFencedOrUnknown(controller.metadataCache().currentImage(), nodeId)) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new BrokerException(
                        "the session of before the hard stop has not ended after " + PATIENCE.toSeconds() + " s");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BrokerException("interrupted while the broker was starting", e);
            }
        }
    }
}
