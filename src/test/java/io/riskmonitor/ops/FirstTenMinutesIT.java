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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's first ten minutes, and what it tells to ask with curl, typed by a shell beside a demo that runs. */
class FirstTenMinutesIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern SECRET = Pattern.compile("mrm_[\\w-]+");

    /** Exit codes of curl: the time was up; the server said 400 or more. */
    private static final int CURL_TIMED_OUT = 28;

    private static final int CURL_REFUSED = 22;

    @TempDir
    private Path dir;

    /** The lines of a section that begin with the word, such as a command's name. */
    private static List<String> lines(String heading, String word) throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        int from = readme.indexOf(heading);
        String section = readme.substring(from, readme.indexOf("\n## ", from));
        return section.lines().filter(line -> line.startsWith(word + " ")).toList();
    }

    private String run(String command) throws IOException, InterruptedException {
        return run(command, 0);
    }

    private String run(String command, int exit) throws IOException, InterruptedException {
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
        assertThat(shell.exitValue()).as("%s: %s", command, said).isEqualTo(exit);
        return said;
    }

    @Test
    void shouldShowEachUserWhatTheReadmePromises() throws Exception {
        List<String> commands = lines("## The first ten minutes", "java");
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

            asked(demo.address());
            askedWithToken(demo.address(), data);
        }
    }

    /** What is asked with curl, before there is a token. */
    private void asked(String address) throws Exception {
        String said = "";
        for (String command : lines("## Use it", "curl")) {
            String asked = command.replace("http://127.0.0.1:8080", address);
            if (command.contains("event-stream")) {
                // The stream has no end; curl says with 28 that its time was up.
                said += run(asked.replace("curl ", "curl -sS --max-time 5 "), CURL_TIMED_OUT);
            } else if (!command.contains("Authorization")) {
                said += run(asked.replace("curl ", "curl -sS --fail "));
            }
        }
        assertThat(said)
                .contains("event: score", "<feed xmlns=\"http://www.w3.org/2005/Atom\"", "\"feed\":\"history\"");
    }

    /** The README's token, made by its command and shown by its other one; without it nobody is served any more. */
    private void askedWithToken(String address, Path data) throws Exception {
        String create = lines("## Use it", "java").stream()
                .filter(line -> line.contains("tokens create"))
                .findFirst()
                .orElseThrow();
        Matcher secret = SECRET.matcher(run(create + " --data-dir " + data));
        assertThat(secret.find()).as("the token is told").isTrue();
        String ask = lines("## Use it", "curl").stream()
                .filter(line -> line.contains("Authorization"))
                .findFirst()
                .orElseThrow()
                .replace("http://127.0.0.1:8080", address)
                .replace("curl ", "curl -sS --fail ");

        assertThat(run(ask.replace("mrm_…", secret.group()))).contains("\"mopti\"");
        run(ask, CURL_REFUSED);
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
