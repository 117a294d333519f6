package io.riskmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.geo.Names;
import io.riskmonitor.query.SubjectView;
import io.riskmonitor.risk.Level;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jline.utils.WCWidth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoLayoutTest {
    private static final Instant NOW = Instant.parse("2020-11-02T00:42:30Z");
    private static final String ADDRESS = "http://127.0.0.1:8080";

    @ParameterizedTest
    @CsvSource({"80, 24", "160, 50", "100, 30", "200, 12"})
    void shouldFitTheScreen(int width, int height) {
        List<String> lines = lines(width, height);

        assertThat(lines)
                .hasSizeLessThanOrEqualTo(height)
                .allSatisfy(line -> assertThat(columns(line)).isLessThanOrEqualTo(width));
        assertThat(lines.get(0)).startsWith("SIMULATED time 2020-11-02 00:42 UTC");
        assertThat(lines.get(1)).contains(ADDRESS + "/metrics");
    }

    @Test
    void shouldKeepTheWorstOfEachKindWhenThereIsNoRoomForAll() {
        List<String> lines = lines(80, 24);

        assertThat(lines)
                .filteredOn(line -> line.startsWith("region"))
                .hasSize(6)
                .first()
                .asString()
                .contains("8.0");
        assertThat(lines)
                .filteredOn(line -> line.startsWith("project"))
                .hasSize(14)
                .first()
                .asString()
                .contains("18.0");
        assertThat(lines).last().asString().contains("and 8 that are better off");
    }

    @Test
    void shouldLineUpColumnsBehindChineseNames() {
        List<String> lines = lines(160, 50);

        int level = columnOf(lines.get(2), "LEVEL");
        assertThat(lines.get(2)).contains("名称");
        assertThat(lines.subList(3, lines.size())).hasSize(28).allSatisfy(line -> {
            assertThat(line).contains("马里");
            assertThat(columnOf(line, "LOW")).isEqualTo(level);
        });
    }

    private static List<String> lines(int width, int height) {
        return new DemoLayout(ADDRESS, width, height).lines(Optional.of(NOW), views("region", 9), views("project", 19));
    }

    private static List<SubjectView> views(String kind, int count) {
        return IntStream.range(0, count).mapToObj(i -> view(kind, i)).toList();
    }

    private static SubjectView view(String kind, int number) {
        Names names =
                new Names(kind + " of a rather long name, number " + number, "nom", "马里" + "中".repeat(number % 12));
        return new SubjectView(
                kind,
                kind + number,
                names,
                null,
                null,
                (double) number,
                Level.LOW,
                null,
                0.5,
                1.0,
                List.of(1.0),
                10.0,
                null,
                null,
                null,
                null,
                new SubjectView.Forecast(30, 0.1, null, null, 0.1, false, true),
                1,
                new SubjectView.WorstIncident(
                        "i", "Ambush of a convoy on the road from Gao to Ansongo, seven killed", 0.5),
                NOW,
                "1");
    }

    private static int columnOf(String line, String text) {
        return columns(line.substring(0, line.indexOf(text)));
    }

    private static int columns(String text) {
        return text.codePoints().map(c -> Math.max(0, WCWidth.wcwidth(c))).sum();
    }
}
