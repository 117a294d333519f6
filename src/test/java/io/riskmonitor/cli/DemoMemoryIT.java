package io.riskmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.riskmonitor.testing.MonitorJar;
import io.riskmonitor.testing.Rest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Started as newcomers start it, with what the README gives the JVM and no more. */
class DemoMemoryIT {
    private static final long MOST_MEGABYTES = 700;
    private static final int INCIDENTS = 30;
    private static final Pattern COMMAND =
            Pattern.compile("java (.*)-jar target/mali-risk-monitor.jar demo$", Pattern.MULTILINE);

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldStayUnder700MegabytesWhileIncidentsComeIn(@TempDir Path dir) throws IOException {
        try (MonitorJar.Running demo = MonitorJar.with(jvmOptions())
                .start("demo", "--data-dir", dir.toString(), "--http-port", "0", "--every", "1")) {
            Rest api = new Rest(demo.address());

            // As often as a Prometheus in a hurry.
            await().atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> simulated(api.get("/metrics").body()) >= INCIDENTS);

            assertThat(demo.mostResidentMegabytes()).isLessThan(MOST_MEGABYTES);
        }
    }

    private static String[] jvmOptions() throws IOException {
        Matcher command = COMMAND.matcher(Files.readString(Path.of("README.md")));
        assertThat(command.find()).isTrue();
        return command.group(1).isBlank()
                ? new String[0]
                : command.group(1).strip().split(" ", -1);
    }

    private static double simulated(String metrics) {
        return metrics.lines()
                .filter(line -> line.startsWith("report_revisions_total{source=\"simulated\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
