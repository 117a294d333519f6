package io.riskmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.riskmonitor.testing.MonitorJar;
import io.riskmonitor.testing.MonitorJar.Outcome;
import io.riskmonitor.testing.MonitorJar.Running;
import io.riskmonitor.testing.Rest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The registry changed at run time: past incidents are joined with what is new, and a restart undoes nothing. */
class RegistryIT {
    private static final MonitorJar JAR = MonitorJar.quick();
    private static final String CLASH = """
            {"id":"clash","type":"ARMED_CLASH","date":"2026-01-05","lat":14.50,"lon":-4.20,"deaths":12}""";
    private static final double NEAR = 14.52;
    private static final double FAR = 11.3;

    @TempDir
    private Path dir;

    @Test
    void shouldSeePastIncidentsWhenAProjectIsMovedAndKeepThatOverARestart() throws IOException {
        try (Running monitor = run()) {
            Rest rest = new Rest(monitor.address());
            assertThat(rest.post("/api/v1/incidents", Rest.JSON, CLASH).status())
                    .isEqualTo(201);
            int builtIn = rest.get("/api/v1/projects").json().size();

            Outcome added = publish(file("far.yaml", "mill", FAR));
            assertThat(added.json().get("put")).hasSize(1);
            assertThat(added.json().get("removed")).isEmpty();
            assertThat(rest.get("/api/v1/projects").json()).hasSize(builtIn + 1);
            assertThat(hazard(rest, "mill")).isZero();

            assertThat(publish(file("near.yaml", "mill", NEAR))
                            .json()
                            .get("put")
                            .get(0)
                            .asText())
                    .isEqualTo("mill");
            assertThat(hazard(rest, "mill")).isPositive();
            assertThat(rest.get("/api/v1/projects/mill/explanation")
                            .json()
                            .get("rows")
                            .get(0)
                            .get("incident")
                            .asText())
                    .isEqualTo("desk:clash");
            assertThat(publish(file("near.yaml", "mill", NEAR)).json().get("put"))
                    .isEmpty();

            // The same over HTTP: back to where nothing has happened.
            Rest.Answer moved = rest.post("/api/v1/projects?by=a.diallo", "application/yaml", registry("mill", FAR));
            assertThat(moved.status()).isEqualTo(200);
            assertThat(hazard(rest, "mill")).isZero();
            assertThat(rest.post("/api/v1/projects", "application/yaml", registry("mill", NEAR))
                            .status())
                    .isEqualTo(200);
            String own = dir.resolve("own.yaml").toString();
            JAR.run("projects", "import", "csv", "--out", own, ownFile()).succeeded();
            assertThat(publish(own).json().get("put").get(0).asText()).isEqualTo("fana-gin");
            assertThat(JAR.run("projects", "remove", "fana-gin", "--data-dir", data())
                            .exitCode())
                    .isZero();
            assertThat(rest.delete("/api/v1/projects/kabala-university-campus").status())
                    .isIn(204, 404);
            assertThat(monitor.stop()).isIn(0, 143);
        }

        try (Running monitor = run()) {
            Rest rest = new Rest(monitor.address());
            assertThat(monitor.err()).contains("the registry that stands is kept");
            assertThat(hazard(rest, "mill")).isPositive();
            Outcome removed = JAR.run("projects", "remove", "mill", "--json", "--data-dir", data());
            assertThat(removed.succeeded().json().get("removed").get(0).asText())
                    .isEqualTo("mill");
            assertThat(rest.get("/api/v1/projects/mill").status()).isEqualTo(404);
            Outcome gone = JAR.run("projects", "remove", "mill", "--data-dir", data());
            assertThat(gone.exitCode()).isEqualTo(1);
            assertThat(gone.err()).contains("no project 'mill'");
            assertThat(gone.out()).isEmpty();

            Outcome complete = JAR.run(
                    "projects",
                    "publish",
                    "--complete",
                    "--json",
                    "--data-dir",
                    data(),
                    file("one.yaml", "only", NEAR));
            assertThat(complete.succeeded().json().get("removed")).isNotEmpty();
            assertThat(ids(rest)).containsExactly("only");
        }

        String chosen = file("chosen.yaml", "chosen", FAR);
        try (Running monitor = JAR.start("run", "--data-dir", data(), "--http-port", "0", "--registry", chosen)) {
            assertThat(ids(new Rest(monitor.address()))).containsExactly("chosen");
        }
    }

    @Test
    void shouldListMistakesAndChangeNothingWhenAFileIsWrong() throws IOException {
        Path wrong = Files.writeString(
                dir.resolve("wrong.yaml"),
                registry("mill", NEAR).replace("INDUSTRY", "SUGAR").replace("14.52", "94"));
        Outcome validated = JAR.run("projects", "validate", wrong.toString());
        assertThat(validated.exitCode()).isEqualTo(1);
        assertThat(validated.out()).isEmpty();
        assertThat(validated.err())
                .contains("wrong.yaml:")
                .contains("project mill: sector")
                .contains("2 mistakes");

        Outcome published = JAR.run("projects", "publish", wrong.toString(), "--data-dir", data());
        assertThat(published.exitCode()).isEqualTo(1);
        assertThat(published.err()).contains("2 mistakes").contains("nothing was changed");

        Outcome right = JAR.run("projects", "validate", file("right.yaml", "mill", NEAR));
        assertThat(right.succeeded().out()).contains("1 project, no mistakes");
        assertThat(JAR.run("projects", "validate", dir.resolve("none.yaml").toString())
                        .exitCode())
                .isEqualTo(1);
    }

    private Outcome publish(String file) {
        return JAR.run("projects", "publish", file, "--json", "--data-dir", data())
                .succeeded();
    }

    /** The README's list of one's own projects. */
    private String ownFile() throws IOException {
        Matcher block =
                Pattern.compile("```csv\\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(Path.of("README.md")));
        assertThat(block.find()).isTrue();
        return Files.writeString(dir.resolve("my-projects.csv"), block.group(1)).toString();
    }

    private Running run() {
        return JAR.start("run", "--data-dir", data(), "--http-port", "0");
    }

    private String data() {
        return dir.resolve("data").toString();
    }

    private static double hazard(Rest rest, String project) {
        return rest.get("/api/v1/projects/" + project).json().get("hazard").asDouble();
    }

    private static List<String> ids(Rest rest) {
        JsonNode projects = rest.get("/api/v1/projects").json();
        return StreamSupport.stream(projects.spliterator(), false)
                .map(project -> project.get("id").asText())
                .toList();
    }

    private String file(String name, String id, double lat) throws IOException {
        return Files.writeString(dir.resolve(name), registry(id, lat)).toString();
    }

    private static String registry(String id, double lat) {
        return """
                version: 1
                projects:
                  - id: %s
                    names: {en: A mill, fr: Une usine, zh: 工厂}
                    sector: INDUSTRY
                    sites:
                      - {id: site, label: Mill, lat: %s, lon: -4.2, uncertaintyKm: 1, source: a survey}
                    indicators:
                      ASSET_VALUE: {value: 0.5, source: a report, reason: middling}
                    phases:
                      - {status: OPERATIONAL, from: 2000, source: a report}
                    facts:
                      - {text: It stands., source: a report}
                """.formatted(id, lat);
    }
}
