package io.riskmonitor.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.alert.AlertKind;
import io.riskmonitor.alert.AlertStatus;
import io.riskmonitor.risk.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The officers' pages speak of alerts in the words of the messages, and leave none out. */
class OfficerPagesTest {
    @ParameterizedTest
    @EnumSource(Language.class)
    void shouldExplainEveryKindStatusAndLevelInTheWordsOfTheMessages(Language language) throws IOException {
        String page = Files.readString(Path.of("src/docs/ALERTS." + language.code() + ".md"));
        Phrases phrases = Phrases.of(language);
        for (AlertKind kind : AlertKind.values()) {
            assertThat(page).contains("| " + phrases.word("kind", kind) + " |").contains(phrases.word("action", kind));
        }
        for (AlertStatus status : AlertStatus.values()) {
            assertThat(page).contains("| " + phrases.word("head", status) + " |");
        }
        for (Level level : Level.values()) {
            assertThat(page).contains(phrases.word("level", level));
        }
    }
}
