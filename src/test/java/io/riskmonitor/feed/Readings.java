package io.riskmonitor.feed;

import io.riskmonitor.incident.Report;
import io.riskmonitor.testing.FakeRegionIndex;
import io.riskmonitor.testing.SharedData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an adapter made of a file, for tests. */
record Readings(List<RowOutcome> outcomes) {
    static final Instant RECORDED_AT = Instant.parse("2026-11-24T12:00:00Z");

    static FeedContext context(@Nullable String layout) {
        return new FeedContext("test-file", RECORDED_AT, "tester", layout, FakeRegionIndex.mali());
    }

    static Readings of(ReportAdapter adapter, String text) throws IOException {
        return of(adapter, text.getBytes(StandardCharsets.UTF_8), null);
    }

    static Readings of(ReportAdapter adapter, byte[] bytes, @Nullable String layout) throws IOException {
        return of(adapter, new ByteArrayInputStream(bytes), layout);
    }

    static Readings ofShared(ReportAdapter adapter, String file) throws IOException {
        try (InputStream in = Files.newInputStream(SharedData.file(file))) {
            return of(adapter, in, null);
        }
    }

    private static Readings of(ReportAdapter adapter, InputStream in, @Nullable String layout) throws IOException {
        List<RowOutcome> outcomes = new ArrayList<>();
        adapter.read(in, context(layout), outcomes::add);
        return new Readings(outcomes);
    }

    List<RowOutcome.Accepted> accepted() {
        return outcomes.stream()
                .filter(RowOutcome.Accepted.class::isInstance)
                .map(RowOutcome.Accepted.class::cast)
                .toList();
    }

    List<RowOutcome.Refused> refused() {
        return outcomes.stream()
                .filter(RowOutcome.Refused.class::isInstance)
                .map(RowOutcome.Refused.class::cast)
                .toList();
    }

    /** The bodies of the accepted rows, by the source's id. */
    Map<String, Report> reports() {
        return accepted().stream()
                .map(row -> Objects.requireNonNull(row.revision().body()))
                .collect(Collectors.toMap(report -> report.id().sourceId(), report -> report, (a, b) -> b));
    }

    /** The only row's report. */
    Report report() {
        if (outcomes.size() != 1 || accepted().size() != 1) {
            throw new AssertionError("not one accepted row: " + outcomes);
        }
        return Objects.requireNonNull(accepted().get(0).revision().body());
    }

    /** The only row's refusal. */
    RowOutcome.Refused refusal() {
        if (outcomes.size() != 1 || refused().size() != 1) {
            throw new AssertionError("not one refused row: " + outcomes);
        }
        return refused().get(0);
    }

    /** How many rows were refused for each reason and field. */
    Map<String, Long> refusals() {
        return refused().stream()
                .collect(Collectors.groupingBy(
                        row -> row.reason() + " " + row.field(), TreeMap::new, Collectors.counting()));
    }
}
