package io.riskmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
    private static final String SCORES = """
            asOf,subject,score,level,worstSite,probability,probabilityLow,probabilityHigh,baseProbability
            2015-11-19T00:00:00Z,region/bamako,10.0,LOW,,0.02,0.01,0.03,0.01
            2015-11-19T00:00:00Z,project/cicb,20.0,GUARDED,site,,,,
            """;
    private static final String ALERTS = "alert,kind,subject,raisedAt,updatedAt,status,level,evidence,headline\n";
    private static final String PARTS = """
            knownAt,subject,incident,counts,occurredTo,spanDays,amplitude,headline
            2015-11-01T00:00:00Z,region/bamako,ucdp:old,true,2015-10-20T00:00:00Z,0,1.0,Old
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path dir;

    private int compare(Path one, Path other, String... more) {
        return RootCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Stream.concat(Stream.of("compare", one.toString(), other.toString()), Stream.of(more))
                        .toArray(String[]::new));
    }

    private Path run(String name, String to, String model, String scores, String alerts, String parts)
            throws IOException {
        Path folder = Files.createDirectory(dir.resolve(name));
        Files.writeString(folder.resolve("manifest.json"), """
                {"from": "2015-11-01T00:00:00Z", "to": "%s", "tick": "PT24H", "modelVersion": "%s",
                 "decay": {"halfLives": ["PT168H"], "weights": [1.0]}}
                """.formatted(to, model));
        Files.writeString(folder.resolve("scores.csv"), scores);
        Files.writeString(folder.resolve("alerts.csv"), alerts);
        Files.writeString(folder.resolve("contributions.csv"), parts);
        return folder;
    }

    private Path plain(String name) throws IOException {
        return run(
                name,
                "2015-11-30T00:00:00Z",
                "1",
                SCORES + "2015-11-20T00:00:00Z,region/bamako,9.0,LOW,,0.02,0.01,0.03,0.01\n",
                ALERTS,
                PARTS);
    }

    private Path besieged() throws IOException {
        return run(
                "besieged",
                "2015-11-30T00:00:00Z",
                "1",
                SCORES + "2015-11-20T00:00:00Z,region/bamako,55.0,ELEVATED,,0.25,0.2,0.3,0.01\n",
                ALERTS
                        + "a1,RISE,region/bamako,2015-11-20T00:00:00Z,2015-11-20T00:00:00Z,RAISED,HIGH,ucdp:siege,Siege\n",
                PARTS + "2015-11-20T00:00:00Z,region/bamako,ucdp:siege,true,2015-11-20T00:00:00Z,0,3.0,Siege\n");
    }

    @Test
    void shouldSayWhichScoresAndAlertsDifferWhenAndWhy() throws IOException {
        Path csv = dir.resolve("differences.csv");
        Path html = dir.resolve("differences.html");

        int code = compare(plain("plain"), besieged(), "--json", "--csv", csv.toString(), "--html", html.toString());

        assertThat(code).as(err.toString()).isZero();
        JsonNode json = JsonMapper.builder().build().readTree(out.toString());
        assertThat(json.get("scoreDifferences")).hasSize(1);
        JsonNode stretch = json.get("scoreDifferences").get(0);
        assertThat(stretch.get("subject").asText()).isEqualTo("region/bamako");
        assertThat(stretch.get("from").asText()).isEqualTo("2015-11-20T00:00:00Z");
        assertThat(stretch.get("firstScore").asDouble()).isEqualTo(9);
        assertThat(stretch.get("secondScore").asDouble()).isEqualTo(55);
        assertThat(stretch.get("causes")).hasSize(1);
        assertThat(stretch.get("causes").get(0).get("incident").asText()).isEqualTo("ucdp:siege");
        assertThat(stretch.get("causes").get(0).get("change").asText()).isEqualTo("added");
        assertThat(stretch.get("causes").get(0).get("hazardChange").asDouble()).isEqualTo(3);
        assertThat(json.get("forecastDifferences")).hasSize(1);
        JsonNode forecast = json.get("forecastDifferences").get(0);
        assertThat(forecast.get("widestAt").asText()).isEqualTo("2015-11-20T00:00:00Z");
        assertThat(forecast.at("/first/probability").asDouble()).isEqualTo(0.02);
        assertThat(forecast.at("/second/low").asDouble()).isEqualTo(0.2);
        assertThat(json.get("alertDifferences").get(0).get("first").asText()).isEmpty();
        assertThat(json.get("alertDifferences")
                        .get(0)
                        .get("incidentsAdded")
                        .get(0)
                        .asText())
                .isEqualTo("ucdp:siege");
        assertThat(Files.readString(csv))
                .contains("added ucdp:siege 0→98 %")
                .contains("0.02,0.25")
                .hasLineCount(4);
        assertThat(Files.readString(html))
                .contains("new Chart(")
                .contains("\"region/bamako\"")
                .doesNotContain("/*CHARTS*/")
                .doesNotContain("src=");
        try (Stream<Path> files = Files.list(dir)) {
            assertThat(files).as("nothing is left aside").hasSize(4);
        }
    }

    @Test
    void shouldPrintATableWhenAskedForNothingElse() throws IOException {
        assertThat(compare(besieged(), plain("plain"))).isZero();
        assertThat(out.toString())
                .contains("1 stretch of differing scores")
                .contains("gone ucdp:siege 98→0 %")
                .contains("1 stretch of differing forecasts")
                .contains("25.0 % (20.0 % to 30.0 %)")
                .contains("1 alert differs");
    }

    @Test
    void shouldNameWhatElseDiffersWhenItIsNotTheIncidents() throws IOException {
        Path other = run(
                "other",
                "2015-11-30T00:00:00Z",
                "2",
                SCORES + "2015-11-20T00:00:00Z,region/bamako,12.0,LOW,,0.02,0.01,0.03,0.01\n",
                ALERTS,
                PARTS);

        assertThat(compare(plain("plain"), other)).isZero();
        assertThat(out.toString()).contains("not the incidents; modelVersion differ");
    }

    @Test
    void shouldFindNothingWhenARunIsComparedWithItself() throws IOException {
        Path run = plain("plain");

        assertThat(compare(run, run)).isZero();
        assertThat(out.toString())
                .contains("0 stretches of differing scores")
                .contains("0 stretches of differing forecasts")
                .contains("0 alerts differ");
    }

    @Test
    void shouldSayWhyWhenTheRunsCannotBeCompared() throws IOException {
        Path run = plain("plain");
        assertThat(compare(run, Files.createDirectory(dir.resolve("empty")))).isEqualTo(1);
        assertThat(err.toString()).contains("empty is no folder of a run: it has no manifest.json");

        Path longer = run("longer", "2015-12-31T00:00:00Z", "1", SCORES, ALERTS, PARTS);
        assertThat(compare(run, longer)).isEqualTo(1);
        assertThat(err.toString()).contains("not of the same days: 'to' is 2015-11-30T00:00:00Z");

        Path broken = run("broken", "2015-11-30T00:00:00Z", "1", SCORES.replace("20.0", "many"), ALERTS, PARTS);
        assertThat(compare(run, broken)).isEqualTo(1);
        assertThat(err.toString()).contains("scores.csv, line 3, field score: 'many' is no number");

        Path cut = run("cut", "2015-11-30T00:00:00Z", "1", SCORES + "2015-11-20T00", ALERTS, PARTS);
        assertThat(compare(run, cut)).isEqualTo(1);
        assertThat(err.toString()).contains("cut/scores.csv").doesNotContain("NoSuchElement");
    }
}
