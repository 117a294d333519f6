package io.riskmonitor.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.riskmonitor.access.Caller;
import io.riskmonitor.access.Change;
import io.riskmonitor.alert.AlertAction;
import io.riskmonitor.alert.AlertId;
import io.riskmonitor.config.HttpConfig;
import io.riskmonitor.testing.EventReader;
import io.riskmonitor.testing.LiveMonitor;
import io.riskmonitor.testing.ServedMonitor;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The stream of events over a running monitor: who comes back has missed nothing, and a thousand viewers are served. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventStreamIT {
    private static final String THREAT = """
            {"id":"%s","type":"THREAT","targets":["CHINESE_NATIONALS"],"date":"%s","lat":14.04,"lon":-6.11}""";
    private static final AlertId AIMED = AlertId.parse("country.mali.targeted.chinese-interests.1");
    private static final Duration TICK = Duration.ofSeconds(1);

    private final LocalDate yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);
    private int said;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path dir;

    @SuppressWarnings("NullAway.Init")
    private ServedMonitor monitor;

    @BeforeAll
    void start() throws Exception {
        monitor = open();
        enter(THREAT.formatted("first", yesterday));
    }

    @AfterAll
    void stop() {
        monitor.close();
    }

    private static ServedMonitor open() {
        return new ServedMonitor(LiveMonitor.small(dir, TICK), HttpConfig.onLoopback(0));
    }

    private void enter(String entry) throws IOException, InterruptedException {
        HttpResponse<String> entered =
                monitor.send("POST", "/api/v1/incidents", entry, "Content-Type", "application/json");
        assertThat(entered.statusCode()).as(entered.body()).isEqualTo(201);
        monitor.monitor().settle();
    }

    /** Each comment is the next revision of the alert, so a gap or a repetition shows. */
    private void say(int times) {
        for (int i = 0; i < times; i++) {
            monitor.monitor()
                    .alerts()
                    .act(
                            new AlertAction(
                                    AIMED,
                                    AlertAction.Kind.COMMENT,
                                    "officer",
                                    monitor.monitor().clock().instant(),
                                    null,
                                    "comment " + said++),
                            Caller.LOCAL_USER,
                            Change.Surface.COMMAND);
        }
    }

    private int revision() {
        return monitor.monitor().alerts().queries().detail(AIMED).alert().revision();
    }

    /** Revisions of the alert as they are told, up to one. */
    private static List<Integer> revisions(EventReader reader, int upTo) throws IOException {
        List<Integer> told = new ArrayList<>();
        while (told.isEmpty() || told.get(told.size() - 1) < upTo) {
            EventReader.Event event = reader.next();
            assertThat(event).isNotNull();
            if (event != null && event.name().equals("alert")) {
                JsonNode alert = new ObjectMapper().readTree(event.data());
                if (alert.get("id").asText().equals(AIMED.toString())) {
                    told.add(alert.get("revision").asInt());
                }
            }
        }
        return told;
    }

    private static List<Integer> all(int first, int last) {
        return IntStream.rangeClosed(first, last).boxed().toList();
    }

    @Test
    void shouldTellEachRevisionOfAnAlertOnceAcrossReconnectionsAndARestart() throws Exception {
        int begin = revision();
        String lastId;
        try (EventReader reader = new EventReader(monitor.address(), null).welcomed()) {
            say(3);
            assertThat(revisions(reader, begin + 3)).isEqualTo(all(begin + 1, begin + 3));
            lastId = reader.lastId();
        }
        say(2); // while nobody listens
        try (EventReader reader = new EventReader(monitor.address(), lastId);
                EventReader other = new EventReader(monitor.address(), null).welcomed()) {
            say(2);
            assertThat(revisions(reader, begin + 7)).isEqualTo(all(begin + 4, begin + 7));
            assertThat(revisions(other, begin + 7)).isEqualTo(all(begin + 6, begin + 7));
            lastId = reader.lastId();
        }
        say(2);
        try (EventReader left = new EventReader(monitor.address(), null).welcomed()) {
            monitor.close();
            EventReader.Event event = left.next();
            while (event != null) {
                event = left.next(); // up to the end, which the server makes
            }
        }
        monitor = open();
        say(1);
        try (EventReader reader = new EventReader(monitor.address(), lastId)) {
            say(2);
            assertThat(revisions(reader, begin + 12)).isEqualTo(all(begin + 8, begin + 12));
        }
    }

    @Test
    void shouldSayThatThereIsAGapWhenTheIdIsNotOfThisLog() {
        try (EventReader reader = new EventReader(monitor.address(), "42")) {
            EventReader.Event event = reader.next();
            assertThat(event).isNotNull();
            assertThat(String.valueOf(event)).contains("gap").contains("read it anew");
        }
    }

    @Test
    void shouldServeAThousandViewersWithoutLosingAnEvent() throws Exception {
        StringBuilder entries = new StringBuilder("[");
        for (int i = 0; i < 30; i++) {
            entries.append("""
                    {"id":"crowd-%d","type":"ARMED_CLASH","date":"%s","lat":%s,"lon":1.4},""".formatted(i, yesterday, 18 + i / 100.0));
        }
        entries.setCharAt(entries.length() - 1, ']');
        try (Crowd crowd = new Crowd(monitor.address(), 1_000)) {
            crowd.join();
            int begin = revision();
            say(1);
            enter(entries.toString());
            say(3);
            crowd.readUntil(AIMED, begin + 1, begin + 4);
            assertThat(crowd.tellings())
                    .hasSize(1_000)
                    .containsOnly(crowd.tellings().get(0));
            assertThat(crowd.tellings().get(0).events()).isGreaterThan(10);
            assertThat(crowd.tellings().get(0).revisions()).isEqualTo(all(begin + 1, begin + 4));
            assertThat(monitor.http().streamBytesHeld()).isPositive().isLessThanOrEqualTo(EventStream.MOST_BYTES_HELD);
        }
    }
}
