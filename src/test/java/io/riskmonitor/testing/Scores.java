package io.riskmonitor.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a monitor says of all its regions and projects over HTTP, held against what another one says. */
public final class Scores {
    private static final double TOLERANCE = 1e-9;
    private static final Pattern EXPORTED =
            Pattern.compile("^risk_(?:region|project)_unknown\\{(region|project)=\"([^\"]+)\"", Pattern.MULTILINE);

    private Scores() {}

    /** By {@code region/ID} and {@code project/ID}: the score as it stands. */
    public static Map<String, JsonNode> of(Rest monitor) {
        return at(monitor, "");
    }

    private static Map<String, JsonNode> at(Rest monitor, String query) {
        Map<String, JsonNode> all = new TreeMap<>();
        for (String kind : new String[] {"region", "project"}) {
            Rest.Answer answer = monitor.get("/api/v1/" + kind + "s" + query);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            answer.json()
                    .forEach(subject -> all.put(kind + "/" + subject.get("id").asText(), subject));
        }
        return all;
    }

    /** The subjects whose scores a monitor exports as metrics. */
    public static Set<String> exported(Rest monitor) {
        Set<String> subjects = new TreeSet<>();
        Matcher matcher = EXPORTED.matcher(monitor.get("/metrics").body());
        while (matcher.find()) {
            subjects.add(matcher.group(1) + "/" + matcher.group(2));
        }
        return subjects;
    }

    /** Each score as it stands is what the other monitor says of the same moment: sums kept against sums made anew. */
    public static void assertSame(Map<String, JsonNode> scores, Rest reference) {
        Map<String, Map<String, JsonNode>> byMoment = new HashMap<>();
        scores.forEach((subject, score) -> {
            Map<String, JsonNode> expected =
                    byMoment.computeIfAbsent(score.get("asOf").asText(), moment -> at(reference, "?at=" + moment));
            assertThat(expected.keySet()).isEqualTo(scores.keySet());
            assertSame(subject, score, expected.getOrDefault(subject, NullNode.getInstance()));
        });
    }

    private static void assertSame(String subject, JsonNode score, JsonNode expected) {
        assertThat(score.path("contributions")).as(subject).isEqualTo(expected.path("contributions"));
        assertThat(score.path("level")).as(subject).isEqualTo(expected.path("level"));
        assertClose(subject + " hazard", score.path("hazard"), expected.path("hazard"));
        assertClose(subject + " score", score.path("score"), expected.path("score"));
        JsonNode horizons = score.get("hazardByHorizon");
        for (int k = 0; k < horizons.size(); k++) {
            assertClose(
                    subject + " horizon " + k,
                    horizons.get(k),
                    expected.get("hazardByHorizon").get(k));
        }
        assertClose(
                subject + " forecast",
                score.get("forecast").get("probability"),
                expected.get("forecast").get("probability"));
    }

    /** What is not known is left out. */
    private static void assertClose(String what, JsonNode value, JsonNode expected) {
        assertThat(value.isMissingNode()).as(what).isEqualTo(expected.isMissingNode());
        if (!value.isMissingNode()) {
            assertThat(value.asDouble())
                    .as(what)
                    .isCloseTo(expected.asDouble(), within(TOLERANCE * Math.max(1, Math.abs(expected.asDouble()))));
        }
    }
}
