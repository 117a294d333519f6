package io.riskmonitor.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.riskmonitor.alert.Delivery;
import io.riskmonitor.broker.EmbeddedBroker;
import io.riskmonitor.broker.EmbeddedBrokerConfig;
import io.riskmonitor.config.MonitorConfig;
import io.riskmonitor.config.SubscriptionsFile;
import io.riskmonitor.metrics.Exporter;
import io.riskmonitor.testing.LiveMonitor;
import io.riskmonitor.testing.RecordingServer;
import io.riskmonitor.topic.Topics;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The mail server is down for a minute, a webhook answers 500 and then holds its answer back, and meanwhile the broker is
 * restarted under the running monitor. A hard kill of the monitor itself is KilledDeliveryIT's.
 */
class DeliveryUnderFaultIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration MAIL_IS_DOWN = Duration.ofMinutes(1);
    private static final String AIMED = "country.mali.targeted.chinese-interests.1";
    private static final String NEAR = "project.n-sukala.proximity.near.1";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path dir;

    @Test
    void shouldDeliverEveryAlertAndRecordEveryAttempt() throws Exception {
        int mailPort = freePort();
        EmbeddedBrokerConfig cluster = new EmbeddedBrokerConfig(dir.resolve("cluster"), 0);
        EmbeddedBroker broker = EmbeddedBroker.start(cluster);
        try (RecordingServer hook = RecordingServer.start().then(500, "try later");
                RecordingServer duty = RecordingServer.start();
                LiveMonitor monitor = new LiveMonitor(outside(broker));
                Exporter exporter = exporterOf(monitor, subscriptions(mailPort, hook, duty))) {
            Instant since = Clock.systemUTC().instant();
            enter(monitor, "attack", "\"lat\":16.2,\"lon\":-4.0,\"targets\":[\"CHINESE_NATIONALS\"]");
            await().atMost(PATIENCE)
                    .until(() ->
                            !steps(monitor, "wang", Delivery.Step.SENT, AIMED).isEmpty());
            await().atMost(PATIENCE)
                    .until(() -> exporter.scrape().contains("alert_channel_down{channel=\"mail\"} 1.0"));
            await().atMost(PATIENCE).until(() -> !duty.requests().isEmpty());
            assertThat(duty.requests().get(0).body()).contains("mail");

            int before = hook.requests().size();
            hook.hold();
            enter(monitor, "near", "\"lat\":14.04,\"lon\":-6.11");
            await().atMost(PATIENCE).until(() -> hook.requests().size() > before);
            broker.close();
            broker = EmbeddedBroker.start(cluster);
            hook.release();
            await().atMost(PATIENCE)
                    .until(() ->
                            !steps(monitor, "wang", Delivery.Step.SENT, NEAR).isEmpty());

            await().atMost(PATIENCE)
                    .until(() ->
                            since.plus(MAIL_IS_DOWN).isBefore(Clock.systemUTC().instant()));
            GreenMail mail = new GreenMail(new ServerSetup(mailPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
            mail.start();
            try {
                await().atMost(PATIENCE).until(() -> mail.getReceivedMessages().length >= 2);
                await().atMost(PATIENCE)
                        .until(() ->
                                !steps(monitor, "li", Delivery.Step.SENT, AIMED).isEmpty()
                                        && !steps(monitor, "li", Delivery.Step.SENT, NEAR)
                                                .isEmpty());
            } finally {
                mail.stop();
            }
            requireCompleteTrail(steps(monitor), hook);
            await().atMost(PATIENCE)
                    .until(() -> exporter.scrape().contains("alert_channel_down{channel=\"mail\"} 0.0"));
        } finally {
            broker.close();
        }
    }

    /** Of each message: decided once, its attempts numbered without a gap, taken once at the end, refused never. */
    private static void requireCompleteTrail(List<Delivery> steps, RecordingServer hook) {
        Map<String, List<Delivery>> byMessage = new TreeMap<>();
        steps.forEach(step -> byMessage
                .computeIfAbsent(step.messageKey(), key -> new ArrayList<>())
                .add(step));
        assertThat(byMessage).hasSizeGreaterThanOrEqualTo(5); // two alerts on two channels, and a word to operators
        byMessage.forEach((key, trail) -> {
            assertThat(trail.get(0).step()).as(key).isEqualTo(Delivery.Step.PLANNED);
            List<Delivery> attempts = trail.subList(1, trail.size());
            assertThat(attempts)
                    .as(key)
                    .extracting(Delivery::attempt)
                    .isEqualTo(IntStream.rangeClosed(1, attempts.size()).boxed().toList());
            assertThat(attempts).as(key).extracting(Delivery::step).last().isEqualTo(Delivery.Step.SENT);
            assertThat(attempts.subList(0, attempts.size() - 1))
                    .as(key)
                    .allSatisfy(attempt -> assertThat(attempt.step()).isEqualTo(Delivery.Step.FAILED));
            assertThat(trail).as(key).isSortedAccordingTo(Comparator.comparing(Delivery::at));
        });
        // Each call of the hook is in the trail; only the one in whose middle the broker went may have come once more.
        Map<String, Integer> calls = new HashMap<>();
        hook.requests()
                .forEach(request -> calls.merge(String.valueOf(request.header("Idempotency-Key")), 1, Integer::sum));
        calls.forEach((key, count) -> assertThat(
                        count - (byMessage.getOrDefault(key, List.of()).size() - 1))
                .as(key)
                .isBetween(0, 1));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private MonitorConfig outside(EmbeddedBroker broker) {
        return new MonitorConfig(
                dir.resolve("data"),
                broker.bootstrapServers(),
                Map.of(),
                0,
                Duration.ofMillis(200),
                null,
                null,
                null,
                null);
    }

    private static Exporter exporterOf(LiveMonitor monitor, Path subscriptions) {
        monitor.monitor()
                .deliver(
                        SubscriptionsFile.readOffline(
                                subscriptions, monitor.monitor().world()),
                        null);
        return new Exporter(monitor.monitor());
    }

    private Path subscriptions(int mailPort, RecordingServer hook, RecordingServer duty) throws IOException {
        Files.writeString(dir.resolve("secret"), "s3cret");
        return Files.writeString(
                dir.resolve("subscriptions.yaml"), """
                version: 1
                channels:
                  - {name: mail, type: EMAIL, host: 127.0.0.1, port: %d, security: NONE, from: monitor@example.org}
                  - {name: hook, type: WEBHOOK, url: "%s", secret: "file:secret"}
                  - {name: duty, type: WEBHOOK, url: "%s", secret: "file:secret"}
                subscriptions:
                  - {id: li, role: desk, language: fr, kinds: [TARGETED, PROXIMITY], channels: [{channel: mail, to: li@example.org}]}
                  - {id: wang, role: desk, language: zh, kinds: [TARGETED, PROXIMITY], channels: [{channel: hook}]}
                operators:
                  - {id: duty, language: en, channel: duty}
                """.formatted(mailPort, hook.uri("/in"), duty.uri("/in")));
    }

    private static void enter(LiveMonitor monitor, String id, String where) throws IOException {
        monitor.enter("""
                {"id":"%s","type":"ATTACK_ON_CIVILIANS","date":"%s",%s,"deaths":3,"headline":"Attack (test)"}""".formatted(id, LocalDate.now(ZoneOffset.UTC).minusDays(1), where));
    }

    private static List<Delivery> steps(LiveMonitor monitor) {
        List<Delivery> steps = new ArrayList<>();
        new TopicScan<>(monitor.clientProperties(), Topics.load().typed().deliveries(), new UnreadableRecords())
                .forEach(steps::add);
        return steps;
    }

    private static List<Delivery> steps(LiveMonitor monitor, String recipient, Delivery.Step step, String alert) {
        return steps(monitor).stream()
                .filter(s -> s.recipient().equals(recipient)
                        && s.step() == step
                        && s.alertId().equals(alert))
                .toList();
    }
}
