package io.riskmonitor.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.riskmonitor.alert.Delivery;
import io.riskmonitor.config.SubscriptionsFile;
import io.riskmonitor.metrics.Exporter;
import io.riskmonitor.testing.LiveMonitor;
import io.riskmonitor.testing.RecordingServer;
import io.riskmonitor.topic.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One alert and its recall, over real servers of which one is broken, one gone and one down for a while. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeliveryIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String AIMED = "country.mali.targeted.chinese-interests.1";

    private final RecordingServer hook = RecordingServer.start();
    private final RecordingServer gone = RecordingServer.start().usually(404, "no such desk");
    private final RecordingServer flaky = RecordingServer.start().then(500, "try later");
    private final RecordingServer duty = RecordingServer.start();
    private final GreenMail mail = smtp(0);

    @SuppressWarnings("NullAway.Init")
    private GreenMail late;

    @SuppressWarnings("NullAway.Init")
    private LiveMonitor monitor;

    @SuppressWarnings("NullAway.Init")
    private Exporter exporter;

    @BeforeAll
    void tellAndRecall(@TempDir Path dir) throws Exception {
        mail.start();
        GreenMail early = smtp(0);
        early.start();
        int port = early.getSmtp().getPort();
        Path file = subscriptions(dir, port);
        monitor = new LiveMonitor(dir.resolve("data"));
        monitor.monitor().deliver(SubscriptionsFile.read(file, monitor.monitor().world()), null);
        exporter = new Exporter(monitor.monitor());
        early.stop();

        LocalDate yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);
        monitor.enter("""
                {"id":"attack","type":"ATTACK_ON_CIVILIANS","targets":["CHINESE_NATIONALS"],"date":"%s","lat":14.04,
                 "lon":-6.11,"deaths":3,"headline":"Attack on the works (test)"}""".formatted(yesterday));
        await().atMost(PATIENCE)
                .until(() -> hook.requests().size() == 1
                        && mail.getReceivedMessages().length == 1
                        && flaky.requests().size() == 2
                        && duty.requests().size() == 1
                        && !steps("li", Delivery.Step.FAILED).isEmpty());
        late = smtp(port);
        late.start();
        await().atMost(PATIENCE).until(() -> late.getReceivedMessages().length == 1);
        await().atMost(PATIENCE).until(() -> steps("li", Delivery.Step.SENT).size() == 1);

        monitor.enter("{\"id\":\"attack\",\"retracted\":true}");
        await().atMost(PATIENCE)
                .until(() -> steps("wang", Delivery.Step.SENT).size() == 4
                        && steps("flaky", Delivery.Step.SENT).size() == 2
                        && steps("li", Delivery.Step.SENT).size() == 2
                        && !steps("gone", Delivery.Step.WITHHELD).isEmpty());
    }

    @AfterAll
    void stop() {
        exporter.close();
        monitor.close();
        mail.stop();
        late.stop();
        List.of(hook, gone, flaky, duty).forEach(RecordingServer::close);
    }

    private static GreenMail smtp(int port) {
        return new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    }

    private Path subscriptions(Path dir, int latePort) throws Exception {
        Files.writeString(dir.resolve("secret"), "s3cret");
        return Files.writeString(dir.resolve("subscriptions.yaml"), """
                version: 1
                channels:
                  - {name: mail, type: EMAIL, host: 127.0.0.1, port: %d, security: NONE, from: monitor@example.org}
                  - {name: late, type: EMAIL, host: 127.0.0.1, port: %d, security: NONE, from: monitor@example.org}
                  - {name: hook, type: WEBHOOK, url: "%s", secret: "file:secret"}
                  - {name: gone, type: WEBHOOK, url: "%s", secret: "file:secret"}
                  - {name: flaky, type: WEBHOOK, url: "%s", secret: "file:secret"}
                  - {name: duty, type: WEBHOOK, url: "%s", secret: "file:secret"}
                subscriptions:
                  - {id: wang, role: security, language: zh, kinds: [TARGETED],
                     channels: [{channel: mail, to: wang@example.org}, {channel: hook}],
                     digest: {below: MODERATE, at: "07:30"}, budget: {perWeek: 50, reserve: 10, reserveLevel: CRITICAL}}
                  - {id: li, role: security, language: fr, kinds: [TARGETED], channels: [{channel: late, to: li@example.org}]}
                  - {id: gone, role: desk, language: en, kinds: [TARGETED], channels: [{channel: gone}]}
                  - {id: flaky, role: desk, language: en, kinds: [TARGETED], channels: [{channel: flaky}]}
                  - {id: elsewhere, role: desk, language: en, kinds: [TARGETED], regions: [kayes], channels: [{channel: hook}]}
                operators:
                  - {id: duty, language: en, channel: duty}
                """.formatted(
                        mail.getSmtp().getPort(),
                        latePort,
                        hook.uri("/in"),
                        gone.uri("/in"),
                        flaky.uri("/in"),
                        duty.uri("/in")));
    }

    private List<Delivery> steps() {
        List<Delivery> steps = new ArrayList<>();
        new TopicScan<>(monitor.clientProperties(), Topics.load().typed().deliveries(), new UnreadableRecords())
                .forEach(steps::add);
        return steps;
    }

    private List<Delivery> steps(String recipient, Delivery.Step step) {
        return steps().stream()
                .filter(s -> s.recipient().equals(recipient) && s.step() == step)
                .toList();
    }

    private static List<String> keys(RecordingServer server) {
        return server.requests().stream()
                .map(request -> String.valueOf(request.header("Idempotency-Key")))
                .toList();
    }

    @Test
    void shouldTellEachChannelOnceOfTheAlertAndOnceOfTheRecall() throws Exception {
        assertThat(hook.requests()).hasSize(2);
        assertThat(Set.copyOf(keys(hook))).hasSize(2);
        assertThat(hook.requests().get(0).body()).contains(AIMED, "\"OPEN\"");
        assertThat(hook.requests().get(1).body()).contains(AIMED, "\"RECALLED\"");
        assertThat(mail.getReceivedMessages()).hasSize(2);
        assertThat(steps("wang", Delivery.Step.PLANNED)).hasSize(4);
    }

    @Test
    void shouldArriveOnceWhenAServerAnswers500AndThen200() {
        assertThat(keys(flaky)).hasSize(3);
        assertThat(keys(flaky).get(1))
                .isEqualTo(keys(flaky).get(0))
                .isNotEqualTo(keys(flaky).get(2));
        assertThat(steps("flaky", Delivery.Step.FAILED)).singleElement().satisfies(failed -> {
            assertThat(failed.detail()).isEqualTo("HTTP 500: try later");
            assertThat(failed.attempt()).isEqualTo(1);
        });
        assertThat(steps("flaky", Delivery.Step.SENT).get(0).attempt()).isEqualTo(2);
    }

    @Test
    void shouldRecordAndReportARefusalAndNotRepeatIt() {
        assertThat(gone.requests()).hasSize(1);
        assertThat(steps("gone", Delivery.Step.REFUSED))
                .singleElement()
                .satisfies(refused -> assertThat(refused.detail()).isEqualTo("HTTP 404: no such desk"));
        assertThat(duty.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.body()).contains("gone", AIMED, "HTTP 404"));
    }

    @Test
    void shouldArriveWhenAMailServerWasDownForAWhile() {
        assertThat(Arrays.asList(late.getReceivedMessages())).hasSize(2);
        assertThat(steps("li", Delivery.Step.SENT)).hasSize(2);
    }

    @Test
    void shouldTellOfTheRecallExactlyThoseWhoWereToldOfTheAlert() {
        assertThat(steps().stream().filter(s -> s.alertId().equals(AIMED) && s.revision() > 1))
                .filteredOn(s -> s.step() == Delivery.Step.SENT)
                .extracting(s -> s.recipient() + " " + s.channel())
                .containsExactlyInAnyOrder("wang mail", "wang hook", "li late", "flaky flaky");
        assertThat(steps("elsewhere", Delivery.Step.PLANNED)).isEmpty();
    }

    @Test
    void shouldCountAttemptsByChannelAndOutcome() {
        assertThat(exporter.scrape())
                .contains("alert_deliveries_total{channel=\"hook\",outcome=\"sent\"} 2.0")
                .contains("alert_deliveries_total{channel=\"flaky\",outcome=\"failed\"} 1.0")
                .contains("alert_deliveries_total{channel=\"gone\",outcome=\"refused\"} 1.0")
                .contains("alert_channel_down{channel=\"hook\"} 0.0")
                .contains("alert_budget_used{recipient=\"wang\"} 2.0") // one on each route; a recall is free
                .contains("alert_budget_messages{recipient=\"wang\"} 50.0")
                .contains("alert_delivery_seconds_bucket{le=\"1.0\"}");
    }
}
