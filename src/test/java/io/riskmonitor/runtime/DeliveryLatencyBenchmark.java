package io.riskmonitor.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.riskmonitor.access.Caller;
import io.riskmonitor.access.Change;
import io.riskmonitor.access.ChangeKind;
import io.riskmonitor.config.SubscriptionsFile;
import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.incident.Report;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.registry.Project;
import io.riskmonitor.serde.Json;
import io.riskmonitor.testing.LiveMonitor;
import io.riskmonitor.testing.Projects;
import io.riskmonitor.testing.Reports;
import io.riskmonitor.topic.Topic;
import io.riskmonitor.topic.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From sending a revision to a webhook's receiver holding the message on the alert that it raised: embedded broker, exactly
 * once, 50 revisions a second. One in ten raises an alert, at a project of its own; the others are spread over the country
 * and renew alerts of the built-in registry, which the recipient has in a digest. Not among the tests, as it is about time:
 *
 * <pre>mvn -B test -Dtest=DeliveryLatencyBenchmark [-Dbenchmark.seconds=60] [-Dbenchmark.rate=50] [-Dbenchmark.oneIn=10]</pre>
 */
class DeliveryLatencyBenchmark {
    private static final int SECONDS = Integer.getInteger("benchmark.seconds", 60);
    private static final int PER_SECOND = Integer.getInteger("benchmark.rate", 50);
    private static final int WARM_UP = 20;
    private static final int ONE_IN = Integer.getInteger("benchmark.oneIn", 10);
    private static final long SEED = 17;

    private final Map<String, Long> sent = new ConcurrentHashMap<>();
    private final Map<String, Long> latencies = new ConcurrentHashMap<>();

    @Test
    void measure(@TempDir Path dir) throws Exception {
        HttpServer receiver = receiver();
        try (LiveMonitor live = new LiveMonitor(LiveMonitor.config(dir.resolve("data"), Duration.ofSeconds(1), null))) {
            live.monitor()
                    .registry()
                    .publish(
                            projects(),
                            false,
                            "benchmark",
                            new Change(
                                    Caller.LOCAL_USER,
                                    Change.Surface.COMMAND,
                                    ChangeKind.REGISTRY_PUBLISHED,
                                    "benchmark"));
            live.monitor().settle();
            live.monitor()
                    .deliver(
                            SubscriptionsFile.readOffline(
                                    subscriptions(dir, receiver), live.monitor().world()),
                            null);
            send(live);
            TimeUnit.SECONDS.sleep(5); // for the last messages to arrive
        } finally {
            receiver.stop(0);
        }
        long[] sorted =
                latencies.values().stream().mapToLong(Long::longValue).sorted().toArray();
        assertThat(sorted.length).isEqualTo(SECONDS * PER_SECOND / ONE_IN);
        System.out.printf(
                "revision to message, %d/s for %d s, one in %d raises, %d messages: p50 %d ms, p90 %d ms, p99 %d ms, max %d ms%n",
                PER_SECOND,
                SECONDS,
                ONE_IN,
                sorted.length,
                percentile(sorted, 0.5),
                percentile(sorted, 0.9),
                percentile(sorted, 0.99),
                sorted[sorted.length - 1]);
    }

    private static long percentile(long[] sorted, double share) {
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    private HttpServer receiver() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            long now = System.nanoTime();
            JsonNode message = Json.mapper().readTree(exchange.getRequestBody());
            String incident = message.at("/alert/evidence/0/incident").asText();
            Long since = sent.get(incident);
            if (since != null) {
                latencies.putIfAbsent(incident, TimeUnit.NANOSECONDS.toMillis(now - since));
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static Path subscriptions(Path dir, HttpServer receiver) throws IOException {
        Files.writeString(dir.resolve("secret"), "s3cret");
        return Files.writeString(dir.resolve("subscriptions.yaml"), """
                version: 1
                channels:
                  - {name: hook, type: WEBHOOK, url: "http://127.0.0.1:%d/", secret: "file:secret"}
                subscriptions:
                  - {id: officer, role: risk-officer, language: zh, kinds: [PROXIMITY], channels: [{channel: hook}],
                     minimumLevel: MODERATE, digest: {below: MODERATE, at: "07:30"}}
                """.formatted(
                        receiver.getAddress().getPort()));
    }

    private static int raising() {
        return (WARM_UP + SECONDS) * PER_SECOND / ONE_IN;
    }

    /** In the Indian Ocean, further from each other and from Mali than any incident reaches. */
    private static List<Project> projects() {
        List<Project> projects = new ArrayList<>();
        for (int i = 0; i < raising(); i++) {
            projects.add(Projects.project("bench-" + i)
                    .site("site", place(i))
                    .always()
                    .build());
        }
        return projects;
    }

    private static GeoPoint place(int i) {
        return new GeoPoint(-50 + i / 80, 20 + i % 80);
    }

    private void send(LiveMonitor live) {
        Map<String, Object> properties = live.clientProperties();
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        Topic<String, Revision> topic = Topics.load().typed().reportRevisions();
        Random random = new Random(SEED);
        try (Producer<String, Revision> producer = new KafkaProducer<>(
                properties, new StringSerializer(), topic.values().serializer())) {
            long start = System.nanoTime();
            long step = TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
            for (int i = 0; i < (WARM_UP + SECONDS) * PER_SECOND; i++) {
                long due = start + i * step;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                Instant now = Instant.now();
                boolean raises = i % ONE_IN == 0;
                Reports report = Reports.report("bench:" + i)
                        .at(
                                raises
                                        ? place(i / ONE_IN)
                                        : new GeoPoint(11 + 5 * random.nextDouble(), -11 + 10 * random.nextDouble()))
                        .on(now.minusSeconds(raises ? 1 : random.nextInt(1_000_000)))
                        .fatalities(random.nextInt(10));
                Report body = report.build();
                if (raises && i >= WARM_UP * PER_SECOND) {
                    sent.put(body.id().toString(), System.nanoTime());
                }
                Revision revision = new Revision(body.id(), now, "benchmark", body);
                var unused = producer.send(new ProducerRecord<>(
                        topic.name(), null, now.toEpochMilli(), body.id().toString(), revision));
            }
        }
    }
}
