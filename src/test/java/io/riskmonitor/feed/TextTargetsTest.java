package io.riskmonitor.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.incident.Target;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often the phrases are right, held to what SOURCES.md says; on sentences that they were not built with. */
class TextTargetsTest {
    private static final TextTargets TARGETS = TextTargets.standard();

    private record Sentence(Set<Target> labels, String text) {}

    /** What was found and what was there. */
    private record Score(String what, int right, int found, int there) {
        static Score of(String what, List<Sentence> sentences, Set<Target> targets) {
            int right = 0;
            int found = 0;
            int there = 0;
            for (Sentence sentence : sentences) {
                Set<Target> told = EnumSet.copyOf(targets);
                told.retainAll(TARGETS.in(sentence.text()));
                Set<Target> labels = EnumSet.copyOf(targets);
                labels.retainAll(sentence.labels());
                found += told.size();
                there += labels.size();
                told.retainAll(labels);
                right += told.size();
            }
            return new Score(what, right, found, there);
        }

        double precision() {
            return (double) right / found;
        }

        double recall() {
            return (double) right / there;
        }

        String row() {
            return String.format(
                    Locale.ROOT, "| %s | %d | %d | %.3f | %.3f |", what, there, found, precision(), recall());
        }
    }

    private static List<Sentence> sentences(String file) throws IOException {
        List<Sentence> sentences = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(TextTargetsTest.class.getResourceAsStream("targets/" + file))) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                if (!line.startsWith("#") && !line.isBlank()) {
                    int bar = line.indexOf("| ");
                    Set<Target> labels = Arrays.stream(
                                    line.substring(0, bar).strip().split(" ", -1))
                            .filter(word -> !word.isEmpty())
                            .map(Target::valueOf)
                            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Target.class)));
                    sentences.add(new Sentence(labels, line.substring(bar + 2)));
                }
            }
        }
        return sentences;
    }

    private static Set<Target> all() {
        Set<Target> all = EnumSet.range(Target.ROAD, Target.FARM);
        all.addAll(List.of(Target.CHINESE_NATIONALS, Target.FOREIGN_WORKERS, Target.AID_WORKERS));
        return all;
    }

    @Test
    void shouldBeAsPreciseAndCompleteOnUnseenSentencesAsTheDocumentSays() throws IOException {
        List<Sentence> blind = sentences("blind.txt");
        assertThat(blind).hasSizeGreaterThanOrEqualTo(150);
        List<String> rows = new ArrayList<>();
        for (Target target : all()) {
            rows.add(Score.of(target.name(), blind, EnumSet.of(target)).row());
        }
        Score total = Score.of("all", blind, all());
        rows.add(total.row());
        assertThat(total.precision()).isGreaterThan(0.85);
        assertThat(total.recall()).isGreaterThan(0.8);
        assertThat(Files.readAllLines(Path.of("src/docs/SOURCES.md")))
                .as(String.join("\n", rows))
                .containsAll(rows);
    }

    @Test
    void shouldReadWhatItWasBuiltWith() throws IOException {
        assertThat(sentences("development.txt"))
                .allSatisfy(sentence -> assertThat(TARGETS.in(sentence.text()))
                        .as(sentence.text())
                        .isEqualTo(sentence.labels()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The rebels fired Chinese-made rockets at the camp.",
                "No Chinese nationals were hurt in the attack.",
                "Aucun ressortissant chinois n'a été tué.",
                "L'armée a saisi des armes de fabrication chinoise après l'attaque.",
                "The Chinese embassy condemned the killings."
            })
    void shouldNotTakeWeaponsDenialsOrDiplomatsForPeople(String text) {
        assertThat(TARGETS.in(text)).isEmpty();
    }

    @Test
    void shouldLetAFieldWin() {
        String notes = "Gunmen killed two Chinese engineers and burned a school.";

        assertThat(TARGETS.added(EnumSet.of(Target.AID_WORKERS), notes))
                .containsExactlyInAnyOrder(Target.AID_WORKERS, Target.SCHOOL);
        assertThat(TARGETS.added(EnumSet.of(Target.HEALTH, Target.CIVILIANS), notes))
                .containsExactlyInAnyOrder(
                        Target.HEALTH, Target.CIVILIANS, Target.CHINESE_NATIONALS, Target.FOREIGN_WORKERS);
        assertThat(TARGETS.added(EnumSet.noneOf(Target.class), null)).isEmpty();
    }

    @Test
    void shouldTakeTimeInProportionToTheText() {
        assertThat(TARGETS.in("chinese mining road state ".repeat(100_000))).isEmpty();
        assertThat(TARGETS.in("blocked closed the the ".repeat(100_000))).isNotNull();
    }
}
