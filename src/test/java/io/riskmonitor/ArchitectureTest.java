package io.riskmonitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of {@link ArchitectureRules} hold for the house, and each of them is able to fail. */
class ArchitectureTest {
    private static final String HOUSE = "io.riskmonitor";
    private static final String BROKEN = "io.riskmonitor.testing.broken";
    private static final Path SOURCES = Path.of("src/main/java/io/riskmonitor");
    private static final JavaClasses HOUSE_CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(HOUSE);
    private static final JavaClasses BROKEN_CLASSES = new ClassFileImporter().importPackages(BROKEN);

    private static final Pattern TOPIC_NAME = Pattern.compile(
            "\"(access-tokens|report-revisions|report-changes|region-risk|project-risk|alert-actions|dead-letters|feed-cursors)\"");
    /** Elsewhere these words are fields, paths or headings. */
    private static final Pattern TOPIC_NAMED_BY_A_COMMON_WORD =
            Pattern.compile("\"(audit|incidents|projects|contributions|alerts|deliveries|ticks)\"");

    private static final Pattern WORKS_ON_TOPICS = Pattern.compile("^(topology|runtime|broker|replay)/");
    /** State stores, and the verb of the command line, that are called as a topic is. */
    private static final Pattern MEANS_ANOTHER_THING =
            Pattern.compile("^topology/StoreNames\\.java: |^cli/.*name = \"dead-letters\"");

    static Set<String> rules() {
        return new TreeSet<>(new ArchitectureRules(HOUSE).all().keySet());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void shouldHoldInEveryRoom(String rule) {
        new ArchitectureRules(HOUSE).named(rule).check(HOUSE_CLASSES);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void shouldFailWhenARoomBreaksTheRule(String rule) {
        assertThat(new ArchitectureRules(BROKEN)
                        .named(rule)
                        .evaluate(BROKEN_CLASSES)
                        .hasViolation())
                .as("the rooms under %s break '%s'", BROKEN, rule)
                .isTrue();
    }

    /** ArchUnit sees no literals, so the sources are read: a topic's name stands in the topic files and in topic only. */
    @Test
    void shouldKnowTopicNamesOnlyInTopic() throws IOException {
        List<String> found = sources()
                .map(SOURCES::relativize)
                .filter(file -> !file.startsWith("topic"))
                .flatMap(file -> lines(SOURCES.resolve(file))
                        .filter(line -> TOPIC_NAME.matcher(line).find()
                                || (WORKS_ON_TOPICS.matcher(file.toString()).find()
                                        && TOPIC_NAMED_BY_A_COMMON_WORD
                                                .matcher(line)
                                                .find()))
                        .map(line -> file + ": " + line.strip()))
                .filter(line -> !MEANS_ANOTHER_THING.matcher(line).find())
                .toList();
        assertThat(found).isEmpty();
    }

    @Test
    void shouldSayInOneSentenceWhatEachRoomIsForAndMarkItNull() throws IOException {
        Set<Path> rooms = sources().map(Path::getParent).collect(Collectors.toCollection(TreeSet::new));
        assertThat(rooms).hasSizeGreaterThan(5).allSatisfy(room -> {
            String text = Files.readString(room.resolve("package-info.java"));
            assertThat(text).contains("@NullMarked");
            Matcher sentence =
                    Pattern.compile("/\\*\\*\\s*(.+?)\\s*\\*/", Pattern.DOTALL).matcher(text);
            assertThat(sentence.find()).as("a sentence in %s", room).isTrue();
            assertThat(sentence.group(1)).endsWith(".");
        });
    }

    @Test
    void shouldKeepFilesShort() throws IOException {
        assertThat(sources())
                .allSatisfy(file -> assertThat(lines(file).count())
                        .as("%s is long: divide it", file)
                        .isLessThanOrEqualTo(400));
    }

    private static Stream<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
