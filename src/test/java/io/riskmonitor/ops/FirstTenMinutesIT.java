package io.riskmonitor.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.riskmonitor.testing.Chromium;
import io.riskmonitor.testing.MonitorJar;
import io.riskmonitor.testing.Rest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's first ten minutes, typed by a shell into a folder of the test beside a demo that runs. */
class FirstTenMinutesIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path dir;

    private static List<String> commands() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        int from = readme.indexOf("## The first ten minutes");
        String section = readme.substring(from, readme.indexOf("\n## ", from));
        return section.lines().filter(line -> line.startsWith("java ")).toList();
    }

    private String run(String command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(dir, "command", ".txt");
        Process shell = new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            assertThat(shell.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as(command)
                    .isTrue();
        } finally {
            shell.destroyForcibly();
        }
        String said = Files.readString(out, StandardCharsets.UTF_8);
        assertThat(shell.exitValue()).as("%s: %s", command, said).isZero();
        return said;
    }

    @Test
    void shouldShowEachUserWhatTheReadmePromises() throws Exception {
        List<String> commands = commands();
        assertThat(commands).hasSize(7);
        Path data = dir.resolve("demo-data");
        try (MonitorJar.Running demo =
                MonitorJar.quick().start("demo", "--data-dir", data.toString(), "--http-port", "0", "--every", "1")) {
            Rest api = new Rest(demo.address());
            await().atMost(PATIENCE).until(() -> !live(api).isEmpty());
            String alert = live(api).get(0).get("id").asText();

            page(demo.address());
            String said = "";
            for (String command : commands) {
                said += run(command.replace("demo-data", data.toString())
                        .replace("replay-2015", dir.resolve("replay-2015").toString())
                        .replaceAll("\\bID\\b", alert));
            }

            assertThat(said).contains("Mopti", "Bamako", alert, "calling the site");
            assertThat(Arrays.stream(new String[] {"scores.csv", "manifest.json"})
                            .map(dir.resolve("replay-2015")::resolve))
                    .allSatisfy(file -> assertThat(file).isNotEmptyFile());
        }
    }

    /** The page that people open first; the README's picture is made here. */
    private void page(String address) throws IOException {
        try (Chromium browser = new Chromium(dir.resolve("profile"))) {
            browser.resize(1280, 900);
            browser.driver().get(address);
            await().atMost(PATIENCE)
                    .until(() -> browser.isLive()
                            && !browser.all("#map path.incident").isEmpty()
                            && !browser.all("#feeds tr[data-feed]").isEmpty());
            assertThat(browser.text(".simulated")).contains("SIMULATED");
            assertThat(browser.all("#alerts li button")).isNotEmpty();
            browser.screenshot("desk-demo-1280");
        }
    }

    private static JsonNode live(Rest api) {
        return api.get("/api/v1/alerts?state=live").json().get("alerts");
    }
}
