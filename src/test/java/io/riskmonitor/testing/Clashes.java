package io.riskmonitor.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/** A file of made-up clashes all over Mali from 2018 to 2020, and what a monitor says of them on a day after all of them. */
public final class Clashes {
    private static final String AT = "at=2020-06-01";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Clashes() {}

    /** As many as wanted, the same on every run; each new one is a revision. */
    public static Path write(Path file, int rows) throws IOException {
        Random random = new Random(20_201_102);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("id,type,date,lat,lon,uncertaintyKm,headline\n");
            for (int i = 0; i < rows; i++) {
                out.write(String.format(
                        Locale.ROOT,
                        "k%d,ARMED_CLASH,%s,%.4f,%.4f,%d,A clash\n",
                        i,
                        LocalDate.of(2018, 1, 1).plusDays(random.nextInt(880)),
                        11 + 6 * random.nextDouble(),
                        -10 + 11 * random.nextDouble(),
                        random.nextInt(25)));
            }
        }
        return file;
    }

    /**
     * Every region and project, with hazard, score, and how many incidents stand behind them, once all that was taken in before
     * has come through: the second tick from now was told behind it.
     */
    public static Map<String, JsonNode> subjects(Rest rest) {
        for (int tick = 0; tick < 2; tick++) {
            String last = asOf(rest);
            await().atMost(PATIENCE).until(() -> !asOf(rest).equals(last));
        }
        Map<String, JsonNode> subjects = new TreeMap<>();
        for (String kind : new String[] {"regions", "projects"}) {
            rest.get("/api/v1/" + kind + "?" + AT)
                    .json()
                    .forEach(s -> subjects.put(kind + "/" + s.get("id").asText(), s));
        }
        return subjects;
    }

    private static String asOf(Rest rest) {
        return rest.get("/health/ready").json().path("asOf").asText();
    }

    /** Scores equal to 1e-9; counts of contributions exactly, so that nothing is lost or counted twice. */
    public static void assertSame(Map<String, JsonNode> actual, Map<String, JsonNode> expected) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach((subject, wanted) -> {
            JsonNode found = Objects.requireNonNull(actual.get(subject), subject);
            assertSame(subject, "hazard", found, wanted);
            assertSame(subject, "score", found, wanted);
            assertThat(found.get("contributions"))
                    .as("contributions of %s", subject)
                    .isEqualTo(wanted.get("contributions"));
        });
    }

    private static void assertSame(String subject, String field, JsonNode found, JsonNode wanted) {
        if (wanted.path(field).isNumber()) {
            double value = wanted.get(field).asDouble();
            assertThat(found.get(field).asDouble())
                    .as("%s of %s", field, subject)
                    .isCloseTo(value, within(1e-9 * Math.max(1, value)));
        } else {
            assertThat(found.path(field)).isEqualTo(wanted.path(field));
        }
    }
}
