package io.riskmonitor.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The README draws the topology that runs: every step, every topic, every way between them, and no other. */
class TopologyDiagramTest {
    private static final Path GOLDEN = Path.of("src/test/resources/io/riskmonitor/topology/monitor-topology.txt");
    private static final Pattern NODE = Pattern.compile(
            "(Source|Processor|Sink): (\\S+) \\((?:topics: \\[|topic: |stores: \\[)([^\\])]*)\\]?\\)(?:\\s+--> (.*))?");
    private static final Pattern EDGE =
            Pattern.compile("(?m)^  ([a-z-]+?)(?:[\\[(].*?[\\])])? --(?: [a-z]+ --)?> ([a-z-]+?)(?:[\\[(].*)?$");
    private static final Pattern TOPIC = Pattern.compile("([a-z-]+)\\[\\(\"([a-z-]+)\"\\)\\]");

    private static String diagram() throws IOException {
        Matcher block = Pattern.compile("(?s)```mermaid\\n(.*?)```").matcher(Files.readString(Path.of("README.md")));
        assertThat(block.find()).isTrue();
        return Objects.requireNonNull(block.group(1));
    }

    /** The edges as {@code from > to}, where a source or a sink is its topic. */
    private static Set<String> running() throws IOException {
        String description = Files.readString(GOLDEN);
        Map<String, String> topics = new HashMap<>();
        Matcher node = NODE.matcher(description);
        while (node.find()) {
            if (!"Processor".equals(node.group(1))) {
                topics.put(node.group(2), node.group(3));
            }
        }
        Set<String> edges = new TreeSet<>();
        for (node.reset(); node.find(); ) {
            String next = Objects.requireNonNullElse(node.group(4), "none");
            for (String to : next.strip().split(", ", -1)) {
                if (!to.equals("none")) {
                    edges.add(topics.getOrDefault(node.group(2), node.group(2)) + " > " + topics.getOrDefault(to, to));
                }
            }
        }
        return edges;
    }

    private static boolean isWithin(String edge, Set<String> nodes) {
        return nodes.containsAll(Set.of(edge.split(" > ", -1)));
    }

    @Test
    void shouldDrawWhatRuns() throws IOException {
        Set<String> running = running();
        Set<String> nodes = running.stream()
                .flatMap(edge -> Set.of(edge.split(" > ", -1)).stream())
                .collect(Collectors.toSet());
        assertThat(running).hasSizeGreaterThan(15).contains("alert-actions > act-on-alerts");

        Set<String> drawn = EDGE.matcher(diagram())
                .results()
                .map(edge -> edge.group(1) + " > " + edge.group(2))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(drawn.stream().filter(edge -> isWithin(edge, nodes))).containsExactlyInAnyOrderElementsOf(running);
        assertThat(drawn).contains("sources > report-revisions", "alerts > outbox", "screens > alert-actions");
    }

    @Test
    void shouldCallTopicsWhatTheyAreCalled() throws IOException {
        Matcher topic = TOPIC.matcher(diagram());
        while (topic.find()) {
            assertThat(topic.group(1)).isEqualTo(topic.group(2));
            assertThat(Path.of("topics", topic.group(1) + ".yaml")).exists();
        }
    }
}
