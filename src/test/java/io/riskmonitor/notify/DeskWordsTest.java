package io.riskmonitor.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.alert.AlertKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The desk page has every word in every language, and calls alerts what the messages call them. */
class DeskWordsTest {
    private static final Path WORDS = Path.of("src/main/resources/io/riskmonitor/http/desk/words.js");
    private static final Pattern KEY = Pattern.compile("(?m)(?:^ +|, |\\{ )([A-Za-z_]+): ['{]");

    private static String words(Language language) throws IOException {
        Matcher block = Pattern.compile("(?ms)^  " + language.code() + ": \\{$(.*?)^  \\},$")
                .matcher(Files.readString(WORDS));
        assertThat(block.find()).isTrue();
        return Objects.requireNonNull(block.group(1));
    }

    private static List<String> keys(Language language) throws IOException {
        return KEY.matcher(words(language))
                .results()
                .map((MatchResult key) -> Objects.requireNonNull(key.group(1)))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void shouldHaveEveryWordAndNameEachKindAsTheMessagesDo(Language language) throws IOException {
        assertThat(keys(language)).hasSizeGreaterThan(40).containsExactlyElementsOf(keys(Language.EN));
        Phrases phrases = Phrases.of(language);
        for (AlertKind kind : AlertKind.values()) {
            assertThat(words(language)).contains(kind + ": '" + phrases.word("kind", kind) + "',");
        }
    }
}
