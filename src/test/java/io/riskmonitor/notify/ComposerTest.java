package io.riskmonitor.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.alert.AlertKind;
import io.riskmonitor.alert.AlertStatus;
import io.riskmonitor.risk.Level;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ComposerTest {
    private static final Composer COMPOSER = new Composer("https://risk.example.org");

    static Stream<Bulletin> everyKindAndStatus() {
        return Arrays.stream(AlertKind.values())
                .flatMap(kind ->
                        Arrays.stream(AlertStatus.values()).map(status -> Examples.bulletin(kind, status, Level.HIGH)));
    }

    @ParameterizedTest
    @MethodSource("everyKindAndStatus")
    void shouldLeaveNoPlaceholderAndNoHoleInAnyLanguage(Bulletin bulletin) {
        for (Language language : Language.values()) {
            Message message = COMPOSER.alert(bulletin, language, "k");
            for (String text : List.of(message.subject(), message.text(), message.brief(), message.html())) {
                assertThat(text)
                        .doesNotContain("null")
                        .doesNotContain("  at", " .")
                        .doesNotContain("( ", "（）", "()");
            }
            assertThat(message.subject() + message.text() + message.brief()).doesNotContain("{", "}");
            assertThat(message.text()).contains("a-17").contains("2026-11");
            assertThat(message.html().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(20_000);
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void shouldEscapeOtherPeoplesTextInHtml(Language language) {
        Message message =
                COMPOSER.alert(Examples.bulletin(AlertKind.PROXIMITY, AlertStatus.OPEN, Level.HIGH), language, "k");
        assertThat(message.html())
                .contains("&lt;north&gt; of Dougabougou &amp; two")
                .doesNotContain("<north>")
                .contains("href=\"https://example.org/report?id=1&amp;page=2\"");
        assertThat(message.text()).contains("<north> of Dougabougou & two");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void shouldSayUnknownAndNeverLowWhenTheLevelIsNotKnown(Language language) {
        Message message =
                COMPOSER.alert(Examples.bulletin(AlertKind.STALE_FEED, AlertStatus.OPEN, null), language, "k");
        Phrases phrases = Phrases.of(language);
        assertThat(message.subject()).contains(phrases.say("level.UNKNOWN"));
        assertThat(message.subject()).doesNotContain(phrases.say("level.LOW"));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void shouldCallSimulatedWhatIsSimulated(Language language) {
        Message message = COMPOSER.alert(Examples.simulated(), language, "k");
        assertThat(List.of(message.subject(), message.text(), message.html(), message.brief()))
                .allSatisfy(text -> assertThat(text).contains("SIMULATED"));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void shouldTellARecallWithWhatChangedAndNothingToDo(Language language) {
        Message message =
                COMPOSER.alert(Examples.bulletin(AlertKind.PROXIMITY, AlertStatus.RECALLED, Level.HIGH), language, "k");
        assertThat(message.text()).contains(Phrases.of(language).distance(81.7));
        assertThat(message.text()).doesNotContain(Phrases.of(language).say("action.PROXIMITY"));
        assertThat(message.notices().get(0).until()).isEqualTo(Examples.AT);
    }

    @ParameterizedTest
    @CsvSource({"EN,The alert said: “", "FR,L’alerte indiquait : «", "ZH,原预警内容：“"})
    void shouldQuoteWhatWasSaidWhenTheAlertIsOver(Language language, String said) {
        for (AlertKind kind : AlertKind.values()) {
            for (AlertStatus over : List.of(AlertStatus.CLOSED, AlertStatus.RECALLED)) {
                Message message = COMPOSER.alert(Examples.bulletin(kind, over, Level.HIGH), language, "k");
                assertThat(List.of(message.text(), message.brief()))
                        .allSatisfy(text -> assertThat(text).contains(said));
            }
            assertThat(COMPOSER.alert(Examples.bulletin(kind, AlertStatus.OPEN, Level.HIGH), language, "k")
                            .text())
                    .doesNotContain(said);
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void shouldNameEveryAlertInADigestHoweverMany(Language language) {
        List<Bulletin> bulletins =
                Collections.nCopies(40, Examples.bulletin(AlertKind.SURGE, AlertStatus.UPDATED, Level.MODERATE));
        Message digest = COMPOSER.digest(bulletins, language, "k");
        String subject = COMPOSER.alert(bulletins.get(0), language, "k").subject();
        assertThat(digest.text().split(Pattern.quote(subject), -1)).hasSize(41);
        assertThat(digest.subject()).contains("40");
        assertThat(digest.notices()).hasSize(40);
        assertThat(digest.payload().at("/alerts")).hasSize(40);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void shouldFitOneShortMessageWhenSentAsSms(Language language) {
        Message message = new Composer(null)
                .alert(Examples.bulletin(AlertKind.CORRIDOR, AlertStatus.OPEN, Level.CRITICAL), language, "k");
        String sms = SmsText.of(message.brief());
        assertThat(SmsText.isGsm(sms) ? SmsText.septets(sms) : 2 * sms.length()).isLessThanOrEqualTo(160);
        assertThat(sms).contains(Phrases.of(language).say("level.CRITICAL"));
    }

    @Test
    void shouldTellOperatorsOfAChannelThatIsDown() {
        Message message = COMPOSER.channelDown(
                "mail", Instant.parse("2018-04-03T09:58:00Z"), 2, "Connection refused", Language.EN, "k");
        assertThat(message.text())
                .isEqualTo(
                        "Channel mail is down\n\nChannel mail has not taken a message since 3 April 2018 at 09:58 UTC."
                                + " 2 messages are waiting and will be sent when it recovers. Last answer: Connection refused");
    }
}
