package io.riskmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.riskmonitor.testing.MonitorJar;
import io.riskmonitor.testing.MonitorJar.Outcome;
import io.riskmonitor.testing.MonitorJar.Running;
import io.riskmonitor.testing.Rest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line as scripts use it: exit codes, results on standard output, messages on standard error. */
class CommandLineIT {
    private static final MonitorJar JAR = MonitorJar.quick();
    private static final String CSV = """
            id,type,date,lat,lon,deaths,headline
            one,ARMED_CLASH,2026-01-05,14.5,-4.2,3,A clash
            two,ABDUCTION,2026-01-06,14.6,-4.1,0,An abduction
            bad,PICNIC,2026-01-06,14.6,-4.1,0,No incident
            """;
    private static final String JSON = """
            [{"id":"three","type":"IED_OR_MINE","date":"2026-01-07","lat":14.4,"lon":-4.3,"deaths":1},
             {"id":"four","type":"ARMED_CLASH","date":"2026-01-07","lat":14.4,"lon":-4.3,"deaths":1}]""";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path dir;

    @SuppressWarnings("NullAway.Init")
    private static Running monitor;

    @BeforeAll
    static void start() throws IOException {
        monitor = JAR.start("run", "--data-dir", data(), "--http-port", "0");
        JsonNode csv = onMonitor("ingest", "desk", file("entries.csv", CSV), "--json")
                .succeeded()
                .json();
        assertThat(csv.get("rows").asInt()).isEqualTo(3);
        assertThat(csv.get("revisions").asInt()).isEqualTo(2);
        assertThat(csv.get("deadLetters").asInt()).isEqualTo(1);
        assertThat(csv.get("byRegion").get("mopti").asInt()).isEqualTo(2);
        assertThat(csv.get("byType").get("ABDUCTION").asInt()).isEqualTo(1);
        JsonNode json = onMonitor("ingest", "desk", file("entries.json", JSON), "--json")
                .succeeded()
                .json();
        assertThat(json.get("revisions").asInt()).isEqualTo(2);
    }

    @AfterAll
    static void stop() {
        monitor.close();
    }

    @Test
    void shouldPrintHelpAndVersionToStandardOutput() {
        Outcome version = JAR.run("--version");
        assertThat(version.succeeded().out()).matches("mali-risk-monitor \\d+\\.\\d+\\.\\d+\\S*\\R");
        Outcome help = JAR.run("--help");
        assertThat(help.succeeded().out())
                .contains("ingest", "explain", "alerts", "projects", "topics", "dead-letters", "demo");
        assertThat(JAR.run("ingest", "--help").succeeded().out()).contains("--complete", "ucdp", "desk");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "dance",
                "ingest",
                "ingest desk",
                "ingest nosuch FILE",
                "ingest desk no/such/file.csv",
                "regions --at yesterday",
                "explain",
                "topics",
                "alerts",
                "alerts show",
                "alerts show nonsense",
                "alerts list --level purple",
                "alerts dispose project.n-sukala.proximity.near.1",
                "run --http-port eighty"
            })
    void shouldExitWithTwoAndSayWhyWhenUsageIsWrong(String arguments) throws IOException {
        String command = arguments.replace("FILE", file("any.csv", CSV));
        Outcome outcome = JAR.run(command.isEmpty() ? new String[0] : command.split(" "));
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).isNotBlank().doesNotContain("\tat ");
    }

    @Test
    void shouldRefuseAtOnceWhenAnotherProcessHasTheDirectory() {
        Outcome second = JAR.run("run", "--data-dir", data(), "--http-port", "0");
        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.out()).isEmpty();
        assertThat(second.err()).contains("data directory " + data() + " is in use by process ");
        assertThat(second.err()).doesNotContain("\tat ");
        assertThat(new Rest(monitor.address()).get("/health/ready").status()).isEqualTo(200);
    }

    @Test
    void shouldExitWithOneWhenWhatIsAskedForIsNotThere() {
        Outcome unknown = onMonitor("explain", "atlantis");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.out()).isEmpty();
        assertThat(unknown.err()).contains("neither a region nor a project is called 'atlantis'");
    }

    @Test
    void shouldExitWithOneAndNameTheFileWhenItsLayoutIsUnknown() throws IOException {
        Outcome outcome = onMonitor("ingest", "ucdp", file("letters.csv", "a,b\n1,2\n"));
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("letters.csv");
    }

    @Test
    void shouldListEverySubjectWithItsScore() {
        JsonNode regions = onMonitor("regions", "--json").succeeded().json();
        assertThat(regions).hasSize(9).allSatisfy(region -> {
            assertThat(region.fieldNames())
                    .toIterable()
                    .contains("id", "names", "score", "level", "hazard", "forecast", "asOf");
            assertThat(region.get("names").fieldNames()).toIterable().contains("en", "fr", "zh");
        });
        JsonNode projects = onMonitor("projects", "--json").succeeded().json();
        assertThat(projects.size()).isGreaterThan(15);
        String table = onMonitor("regions").succeeded().out();
        assertThat(table.lines()).hasSize(10);
        assertThat(table).startsWith("ID").contains("Mopti", "Timbuktu");
    }

    @Test
    void shouldExplainWithSumsThatAreExactAndLeaveOutWhatItIsToldTo() {
        JsonNode whole = onMonitor("explain", "mopti", "--at", "2026-02-01", "--json")
                .succeeded()
                .json();
        double hazard = whole.get("subject").get("hazard").asDouble();
        assertThat(whole.get("rows")).hasSize(4);
        assertThat(sum(whole, "hazard")).isCloseTo(hazard, within(1e-9 * hazard));
        assertThat(sum(whole, "share")).isCloseTo(1, within(1e-9));

        JsonNode less = onMonitor("explain", "mopti", "--at", "2026-02-01", "--json", "--without", "desk:one")
                .succeeded()
                .json();
        assertThat(less.get("rows")).hasSize(3);
        assertThat(less.get("subject").get("hazard").asDouble()).isLessThan(hazard);
        assertThat(less.get("without").get("scoreWithThem").asDouble())
                .isEqualTo(whole.get("subject").get("score").asDouble());
        assertThat(onMonitor("explain", "mopti", "--at", "2026-01-05T12:00:00Z", "--json")
                        .json()
                        .get("rows"))
                .isEmpty();
        String text = onMonitor("explain", "n-sukala").succeeded().out();
        assertThat(text).contains("hazard", "exposure", "vulnerability", "(assumption)", "sum ");
    }

    @Test
    void shouldListShowAcknowledgeAndDisposeOfAlerts() throws IOException {
        LocalDate yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);
        onMonitor("ingest", "desk", file("attack.csv", """
                                id,type,targets,date,lat,lon,deaths,headline
                                five,ATTACK_ON_CIVILIANS,CHINESE_NATIONALS,%s,14.04,-6.11,3,Attack on the works (test)
                                """.formatted(yesterday)))
                .succeeded();
        String id = "project.n-sukala.proximity.near.1";
        JsonNode list = onMonitor("alerts", "list", "--live", "--kind", "proximity", "--json")
                .succeeded()
                .json();
        assertThat(list.get("alerts"))
                .anySatisfy(alert -> assertThat(alert.get("id").asText()).isEqualTo(id));
        assertThat(onMonitor("alerts", "list").succeeded().out())
                .startsWith("LEVEL")
                .contains(id, "Attack on the works");
        assertThat(onMonitor("alerts", "ack", id, "--by", "night shift", "--comment", "on it")
                        .succeeded()
                        .out())
                .contains("ACKNOWLEDGED", "acknowledged by night shift: on it");
        onMonitor("alerts", "dispose", id, "--as", "duplicate").succeeded();
        JsonNode shown = onMonitor("alerts", "show", id, "--json").succeeded().json();
        assertThat(shown.get("alert").get("disposition").get("disposition").asText())
                .isEqualTo("DUPLICATE");
        assertThat(onMonitor("alerts", "show", id).succeeded().out())
                .contains("100.0 %", "desk:five", "disposed by ", "as DUPLICATE");
        assertThat(onMonitor("alerts", "history", id).succeeded().out().lines())
                .hasSize(1 + shown.get("alert").get("revision").asInt())
                .anyMatch(line -> line.contains("ACKNOWLEDGED"));
        Outcome unknown = onMonitor("alerts", "show", "project.nowhere.proximity.near.1");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err()).contains("no alert 'project.nowhere.proximity.near.1'");
    }

    @Test
    void shouldTellWhatWasRefusedAndWhy() {
        JsonNode letters = onMonitor("dead-letters", "--source", "desk", "--json")
                .succeeded()
                .json();
        assertThat(letters).anySatisfy(letter -> {
            assertThat(letter.get("file").asText()).isEqualTo("entries.csv");
            assertThat(letter.get("row").asInt()).isEqualTo(3);
            assertThat(letter.get("field").asText()).isEqualTo("type");
            assertThat(letter.get("value").asText()).isEqualTo("PICNIC");
            assertThat(letter.get("message").asText()).isNotBlank();
        });
        assertThat(onMonitor("dead-letters", "--source", "nobody", "--json").json())
                .isEmpty();
    }

    @Test
    void shouldFindTopicsAsDeclaredBesideARunningMonitor() {
        Outcome plan = onMonitor("topics", "plan").succeeded();
        assertThat(plan.out().lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).startsWith("keep"));
        assertThat(onMonitor("topics", "apply").succeeded().out()).contains("nothing to do");
    }

    @Test
    void shouldRetractWhatHasVanishedFromACompleteRelease() throws IOException {
        // A source of its own, so that the other tests' entries stay.
        String header = "id,year,month,day,country,type_of_violence,conflict_name,side_a,side_b,latitude,longitude,"
                + "low_death,best_death,high_death\n";
        String row = ",2020,3,23,Mali,One-sided violence,Clash,Dozo,Civilians,16.3,-0.1,1,2,3\n";
        assertThat(onMonitor("ingest", "ucdp", file("r1.csv", header + "1" + row + "2" + row + "3" + row), "--json")
                        .json()
                        .get("revisions")
                        .asInt())
                .isEqualTo(3);
        JsonNode next = onMonitor(
                        "ingest", "ucdp", file("r2.csv", header + "1" + row + "x" + row), "--complete", "--json")
                .succeeded()
                .json();
        assertThat(next.get("retractions").asInt()).isEqualTo(2);
        Rest rest = new Rest(monitor.address());
        assertThat(rest.get("/api/v1/incidents/ucdp:1").status()).isEqualTo(200);
        assertThat(rest.get("/api/v1/incidents/ucdp:2").status()).isEqualTo(404);
    }

    private static Outcome onMonitor(String... arguments) {
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--data-dir";
        all[arguments.length + 1] = data();
        return JAR.run(all);
    }

    private static String data() {
        return dir.resolve("data").toString();
    }

    private static String file(String name, String text) throws IOException {
        return Files.writeString(dir.resolve(name), text).toString();
    }

    private static double sum(JsonNode explanation, String field) {
        double sum = 0;
        for (JsonNode row : explanation.get("rows")) {
            sum += row.get(field).asDouble();
        }
        return sum;
    }
}
