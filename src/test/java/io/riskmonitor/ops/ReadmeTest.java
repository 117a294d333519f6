package io.riskmonitor.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.cli.Commands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README tells people to type exists; what it tells them to run is run, here or by {@code .ci/run}. */
class ReadmeTest {
    private static final Path README = Path.of("README.md");
    private static final Pattern BLOCK = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern OPTION = Pattern.compile("--[a-z-]+");
    private static final Pattern TEST = Pattern.compile("-D(?:it\\.)?test=(\\w+)");
    private static final String BENCH = "mvn -B -Pbench test";
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)");

    private static String readme() {
        return text(README);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines of the blocks that are to be typed into a shell, without their comments. */
    private static List<String> lines() {
        List<String> lines = new ArrayList<>();
        Matcher block = BLOCK.matcher(readme());
        while (block.find()) {
            block.group(1)
                    .lines()
                    .map(line -> line.replaceAll("\\s+#.*", "").strip())
                    .forEach(lines::add);
        }
        return lines;
    }

    @Test
    void shouldBeginWithTheCommandsThatTheCiScriptRuns() {
        String ci = text(Path.of(".ci/run"));
        assertThat(lines().get(0)).matches("mvn .*&& java (-\\S+ )*-jar target/mali-risk-monitor\\.jar demo");
        assertThat(lines().get(1)).isEqualTo("mvn -B verify");
        // It takes the first block out of this very file, and runs what the second says.
        assertThat(ci).contains("README.md").contains("mvn -B -ntp verify");
    }

    @Test
    void shouldTellToTypeOnlyWhatIsThere() throws IOException {
        String paths = text(Path.of("src/main/resources/io/riskmonitor/http/openapi.json"));
        for (String line : lines().subList(2, lines().size())) {
            String[] words = line.split("\\s+", -1);
            if (line.startsWith(BENCH)) {
                // The same, with as little to do as there can be.
                assertThat(text(Path.of(".ci/run"))).contains("exec:exec@bench -Dbench=--quick");
            } else if (words[0].equals("mvn")) {
                Matcher test = TEST.matcher(line);
                assertThat(test.find()).as(line).isTrue();
                String file = test.group(1) + ".java";
                assertThat(Path.of("src/test/java")).isDirectoryRecursivelyContaining(path -> path.endsWith(file));
            } else if (words[0].equals("java")) {
                assertThat(words).as(line).startsWith("java", "-jar", "target/mali-risk-monitor.jar");
                List<String> path = Arrays.stream(words)
                        .skip(3)
                        .takeWhile(word -> !word.startsWith("-"))
                        .toList();
                Set<String> options = Commands.optionsOf(path).orElseThrow(() -> new AssertionError("no " + path));
                assertThat(options)
                        .containsAll(Arrays.stream(words)
                                .filter(word -> word.startsWith("--"))
                                .toList());
            } else if (words[0].equals("promtool") || words[0].equals("prometheus")) {
                assertThat(Path.of("src/test/java/io/riskmonitor/ops/OpenMetricsIT.java"))
                        .content()
                        .contains("command(\"" + words[0]);
            } else {
                assertThat(words[0]).as(line).isEqualTo("curl");
                String path = URI.create(words[words.length - 1]).getPath();
                assertThat(paths).contains('"' + path + '"');
            }
        }
    }

    @Test
    void shouldNameCommandsAndOptionsThatAreThere() {
        Set<String> told = new TreeSet<>();
        for (String row :
                readme().lines().filter(line -> line.startsWith("| `")).toList()) {
            String cell = row.substring(1, row.indexOf(" |", 1));
            String[] last = {};
            Matcher code = CODE.matcher(cell);
            while (code.find()) {
                String[] words = Arrays.stream(code.group(1).split("[\\s\\[\\]|]+"))
                        .filter(word -> !word.isEmpty())
                        .toArray(String[]::new);
                if (Commands.names().contains(words[0])) {
                    last = words;
                    told.add(words[0]);
                }
                List<String> path = new ArrayList<>(List.of(last[0]));
                if (last.length > 1 && last[1].matches("[a-z]+(-[a-z]+)*")) {
                    path.add(last[1]);
                }
                // The third word may be a command, as in `projects import aiddata`, or an alternative to the second.
                if (last.length > 2
                        && path.size() == 2
                        && Commands.optionsOf(List.of(last[0], last[1], last[2]))
                                .isPresent()) {
                    path.add(last[2]);
                }
                Set<String> options = Commands.optionsOf(path).orElseThrow(() -> new AssertionError("no " + path));
                Matcher option = OPTION.matcher(code.group(1));
                while (option.find()) {
                    assertThat(options).as(row).contains(option.group());
                }
            }
        }
        told.add("demo"); // it has a section of its own
        assertThat(told).containsAll(Commands.names());
    }

    @Test
    void shouldLinkOnlyToWhatIsThere() {
        Matcher link = LINK.matcher(readme());
        while (link.find()) {
            if (!link.group(1).startsWith("http")) {
                assertThat(Path.of(link.group(1))).exists();
            }
        }
    }
}
