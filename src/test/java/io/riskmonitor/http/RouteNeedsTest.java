package io.riskmonitor.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The server does not start with a route that does not say what it needs; this says so before a server is started. */
class RouteNeedsTest {
    private static final Path HTTP = Path.of("src/main/java/io/riskmonitor/http");
    private static final Pattern REGISTRATION = Pattern.compile(
            "routes\\s*\\.(get|post|put|patch|delete|head|options|query|sse|ws)\\((.*?)\\);\\n", Pattern.DOTALL);

    @Test
    void shouldSayWhatItNeedsWhereARouteIsRegistered() throws IOException {
        List<String> registrations = new ArrayList<>();
        try (Stream<Path> files = Files.list(HTTP)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                Matcher matcher = REGISTRATION.matcher(Files.readString(file));
                while (matcher.find()) {
                    registrations.add(file.getFileName() + ": " + matcher.group());
                }
            }
        }
        assertThat(registrations)
                .hasSizeGreaterThan(15)
                .allSatisfy(registration -> assertThat(registration)
                        .as(
                                "give needs(Permission.…), or Needs.NOTHING for probes, or Needs.NO_TOKEN for the page's own files")
                        .containsAnyOf("needs(", "Needs.NOTHING", "Needs.NO_TOKEN"));
    }
}
