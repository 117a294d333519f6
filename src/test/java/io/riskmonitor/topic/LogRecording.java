package io.riskmonitor.topic;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.incident.Extent;
import io.riskmonitor.incident.IncidentType;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.incident.Target;
import io.riskmonitor.risk.Tick;
import io.riskmonitor.testing.MonitorDriver;
import io.riskmonitor.testing.Projects;
import io.riskmonitor.testing.Reports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Writes the log that {@link RecordedLogTest} will read of the release to come. Not among the tests, as it makes a file:
 *
 * <pre>mvn -B test -Dtest=LogRecording -Drecord=FOLDER</pre>
 */
class LogRecording {
    private static final ObjectMapper JSON = RecordedLogTest.JSON;
    private static final MonitorTopics TOPICS = RecordedLogTest.TOPICS;

    /** Appends records and keeps them as lines. */
    private record Recording(MonitorDriver driver, List<String> lines) {
        <V> void append(Topic<String, V> topic, String key, V value) {
            driver.append(topic.name(), key, value);
            lines.add(line(topic.name(), key, value));
        }

        <V> void keepWhatWasWrittenTo(Topic<String, V> topic) {
            driver.written(topic).forEach(record -> lines.add(line(topic.name(), record.key, record.value)));
        }
    }

    /** A correction, a retraction, a vague report, a project, an alert: one of each kind that a log holds. */
    @Test
    void record() throws IOException {
        Instant start = Instant.parse("2020-01-01T00:00:00Z");
        List<Revision> revisions = List.of(
                at(14.5, -4.2, "ucdp:1").fatalities(3).learnt(start),
                at(14.6, -4.2, "ucdp:1").fatalities(12).learnt(start.plusSeconds(60)),
                at(14.5, -4.3, "acled:2")
                        .type(IncidentType.ABDUCTION)
                        .targets(Target.FACTORY)
                        .abducted(2)
                        .learnt(start.plusSeconds(120)),
                at(14, -10, "kika:3")
                        .within(Extent.ADM1, "Kayes", 105)
                        .injured(1)
                        .headline("Équipe attaquée")
                        .learnt(start.plusSeconds(180)),
                at(14, -6.5, "desk:4").fatalities(40).learnt(start.plusSeconds(240)),
                Reports.retraction("desk:4", start.plusSeconds(300)));
        try (MonitorDriver driver = new MonitorDriver()) {
            Recording log = new Recording(driver, new ArrayList<>());
            log.append(
                    TOPICS.projects(),
                    "mill",
                    Projects.project("mill")
                            .matches(Target.FACTORY)
                            .site("site", new GeoPoint(14.5, -4.2))
                            .always()
                            .build());
            revisions.forEach(revision ->
                    log.append(TOPICS.reportRevisions(), revision.id().toString(), revision));
            for (int day = 1; day <= 3; day++) {
                log.append(TOPICS.ticks(), "0", new Tick(start.plus(Duration.ofDays(day)), 0, 1));
            }
            log.keepWhatWasWrittenTo(TOPICS.incidents());
            log.keepWhatWasWrittenTo(TOPICS.contributions());
            log.keepWhatWasWrittenTo(TOPICS.regionRisk());
            log.keepWhatWasWrittenTo(TOPICS.projectRisk());
            log.keepWhatWasWrittenTo(TOPICS.alerts());
            Files.write(
                    Path.of(Objects.requireNonNull(System.getProperty("record"), "-Drecord=FOLDER says where"))
                            .resolve("log.jsonl"),
                    log.lines());
        }
    }

    private static Reports at(double lat, double lon, String id) {
        return Reports.report(id).at(lat, lon).uncertaintyKm(2);
    }

    private static String line(String topic, String key, @Nullable Object value) {
        try {
            ObjectNode line = JSON.createObjectNode().put("topic", topic).put("key", key);
            line.set("value", value == null ? JSON.nullNode() : JSON.readTree(RecordedLogTest.bytes(topic, value)));
            return JSON.writeValueAsString(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
