package io.riskmonitor.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.riskmonitor.alert.Alert;
import io.riskmonitor.alert.AlertKind;
import io.riskmonitor.alert.AlertStatus;
import io.riskmonitor.testing.FakeRegionIndex;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/**
 * What officers read, word for word: each kind of alert at each point of its life in each language, as mail and robots bring
 * it, as a short message, and as CAP has it. The files are there to be read by people who speak the language.
 */
class AlertTextsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/io/riskmonitor/texts");
    private static final String REWRITE = "golden.rewrite";
    private static final String ADDRESS = "https://risk.example.org";
    private static final Composer COMPOSER = new Composer(ADDRESS);
    private static final CapPublisher PUBLISHER = new CapPublisher(
            AlertSamples.READER, ProjectLookup.in(AlertSamples.REGISTRY), FakeRegionIndex.mali(), ADDRESS, false);

    static Stream<Arguments> everyKindAndLanguage() {
        return Arrays.stream(AlertKind.values())
                .flatMap(kind -> Arrays.stream(Language.values()).map(language -> Arguments.of(kind, language)));
    }

    @ParameterizedTest(name = "{0} in {1}")
    @MethodSource("everyKindAndLanguage")
    void shouldReadAsInTheGoldenFile(AlertKind kind, Language language) throws IOException {
        StringBuilder texts = new StringBuilder();
        for (AlertStatus status : AlertStatus.values()) {
            if (kind == AlertKind.STALE_FEED && status == AlertStatus.RECALLED) {
                continue; // a record that comes late does not undo that nothing was known meanwhile
            }
            Alert alert = AlertSamples.of(kind, status);
            texts.append("######## ").append(status).append("\n\n");
            // Nobody is sent a message when somebody else has taken the alert; CAP's readers see that, too.
            if (status != AlertStatus.ACKNOWLEDGED) {
                append(texts, COMPOSER.alert(AlertSamples.READER.read(alert), language, "k"));
            }
            append(texts, "CAP", cap(alert, language));
        }
        compare(kind.word() + "." + language.code() + ".txt", texts);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void shouldSpeakOfItselfAsInTheGoldenFile(Language language) throws IOException {
        Instant at = AlertSamples.RAISED;
        Bulletin simulated = AlertSamples.READER.read(AlertSamples.simulated(AlertStatus.OPEN));
        List<Bulletin> several = Stream.of(AlertKind.values())
                .map(kind -> AlertSamples.READER.read(AlertSamples.of(kind, AlertStatus.UPDATED)))
                .toList();
        StringBuilder texts = new StringBuilder();
        append(texts, COMPOSER.digest(several, language, "k"));
        append(texts, COMPOSER.alert(simulated, language, "k"));
        append(texts, COMPOSER.alert(AlertSamples.READER.read(AlertSamples.crowded()), language, "k"));
        append(texts, COMPOSER.channelDown("mail", at, 3, "Connection refused", language, "k"));
        append(texts, COMPOSER.refused("hook", "a-1", "wang", "HTTP 404", language, "k"));
        append(texts, COMPOSER.test("mail", at, language, "k"));
        compare("other." + language.code() + ".txt", texts);
    }

    /** Mail readers show one or the other form, and must not learn less by it. */
    @ParameterizedTest(name = "{0} in {1}")
    @MethodSource("everyKindAndLanguage")
    void shouldSayInHtmlWhatThePlainTextSays(AlertKind kind, Language language) {
        for (AlertStatus status : AlertStatus.values()) {
            Sheet sheet = AlertSheet.of(AlertSamples.READER.read(AlertSamples.of(kind, status)), language, ADDRESS);
            List<String> said = new ArrayList<>(List.of(sheet.lead()));
            Stream.of(sheet.state(), sheet.more(), sheet.action(), sheet.footer())
                    .filter(part -> part != null)
                    .forEach(said::add);
            sheet.facts().forEach(fact -> said.addAll(List.of(fact.label(), fact.value())));
            sheet.items().forEach(item -> {
                said.add(item.title());
                said.addAll(item.lines());
                said.addAll(item.sources());
            });
            assertThat(PlainText.of(sheet)).contains(said);
            assertThat(unescaped(Html.of(sheet))).contains(said);
        }
    }

    /** What is cut off is lost: the bundle that has room is one of the longest texts there are. */
    @ParameterizedTest
    @EnumSource(Language.class)
    void shouldFitAWholeBundleIntoOneMessageOfARobot(Language language) {
        Bulletin longest = Stream.of(AlertKind.values())
                .map(kind -> AlertSamples.READER.read(AlertSamples.of(kind, AlertStatus.RECALLED)))
                .max(Comparator.comparing(bulletin -> length(List.of(bulletin), language)))
                .orElseThrow();
        assertThat(length(Collections.nCopies(WeComChannel.MOST_ALERTS, longest), language))
                .isLessThanOrEqualTo(WeComChannel.MOST_BYTES);
        assertThat(length(Collections.nCopies(DingTalkChannel.MOST_ALERTS, longest), language))
                .isLessThanOrEqualTo(Math.min(DingTalkChannel.MOST_BYTES, FeishuChannel.MOST_BYTES));
    }

    private static int length(List<Bulletin> bulletins, Language language) {
        return COMPOSER.digest(bulletins, language, "k").text().getBytes(StandardCharsets.UTF_8).length;
    }

    private static String unescaped(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    private static String cap(Alert alert, Language language) {
        String document = PUBLISHER.document(List.of(alert), alert.revision());
        Element info = CapGrammar.children(CapGrammar.root(document), "info").stream()
                .filter(one -> CapGrammar.text(one, "language").equals(language.tag()))
                .findFirst()
                .orElseThrow();
        List<String> lines = new ArrayList<>();
        for (String element : List.of("event", "headline", "description", "instruction", "web")) {
            CapGrammar.texts(info, element).forEach(text -> lines.add(element + ": " + text));
        }
        CapGrammar.children(info, "area").forEach(area -> lines.add("area: " + CapGrammar.text(area, "areaDesc")));
        return String.join("\n", lines);
    }

    private static void append(StringBuilder texts, Message message) {
        append(texts, "message", message.text());
        String sms = SmsText.of(message.brief(), message.link());
        append(texts, String.format(Locale.ROOT, "short message, %d characters", sms.length()), sms);
    }

    private static void append(StringBuilder texts, String form, String text) {
        texts.append("==== ").append(form).append('\n').append(text).append("\n\n");
    }

    private static void compare(String name, CharSequence texts) throws IOException {
        Path file = GOLDEN.resolve(name);
        if (Boolean.getBoolean(REWRITE)) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, texts);
        }
        if (!Files.readString(file).contentEquals(texts)) {
            fail("""
                    Officers do not read what %s says any more. If that is meant, accept it with
                        mvn test -Dtest=AlertTextsTest -D%s=true
                    and have the change read by somebody who speaks the language. It is now:
                    %s""", file, REWRITE, texts);
        }
    }
}
