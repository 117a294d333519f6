package io.riskmonitor.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.text.MessagePattern;
import io.riskmonitor.alert.AlertKind;
import io.riskmonitor.alert.AlertStatus;
import io.riskmonitor.incident.IncidentType;
import io.riskmonitor.risk.Level;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PhrasesTest {
    private static final Instant DAY = Instant.parse("2015-11-20T00:00:00Z");

    @ParameterizedTest
    @EnumSource(Language.class)
    void shouldHaveEveryKeyInEveryLanguage(Language language) {
        assertThat(Phrases.of(language).keys())
                .isEqualTo(Phrases.of(Language.EN).keys());
    }

    /** A recall names its distance in all languages or in none; only {type} may be left out where a plural needs no words. */
    @ParameterizedTest
    @EnumSource(Language.class)
    void shouldUseTheSamePlaceholdersInEveryLanguage(Language language) {
        for (String key : Phrases.of(Language.EN).keys()) {
            assertThat(placeholders(language, key))
                    .as("%s in %s", key, language)
                    .isEqualTo(placeholders(Language.EN, key));
        }
    }

    /** A straight apostrophe quotes in MessageFormat and would swallow a placeholder. */
    @ParameterizedTest
    @EnumSource(Language.class)
    void shouldQuoteNothingByAccident(Language language) {
        for (String key : Phrases.of(language).keys()) {
            assertThat(Phrases.of(language).pattern(key).replace("''", ""))
                    .as("%s in %s", key, language)
                    .doesNotContain("'");
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void shouldHaveAWordForEveryConstant(Language language) {
        Stream<Map.Entry<String, Class<? extends Enum<?>>>> groups = Stream.of(
                Map.entry("kind", AlertKind.class),
                Map.entry("lead", AlertKind.class),
                Map.entry("action", AlertKind.class),
                Map.entry("head", AlertStatus.class),
                Map.entry("level", Level.class),
                Map.entry("type", IncidentType.class),
                Map.entry("change", Bulletin.ChangeKind.class));
        assertThat(groups.flatMap(group ->
                        Arrays.stream(group.getValue().getEnumConstants()).map(c -> group.getKey() + "." + c.name())))
                .isSubsetOf(Phrases.of(language).keys());
    }

    @Test
    void shouldWriteDatesAsEachLanguageDoes() {
        Instant end = DAY.plusSeconds(86_400);
        assertThat(all(p -> p.when(DAY, end))).containsExactly("20 November 2015", "20 novembre 2015", "2015年11月20日");
        assertThat(all(p -> p.when(DAY, end.plusSeconds(86_400))))
                .containsExactly("20\u2009–\u200921 November 2015", "20–21 novembre 2015", "2015年11月20日至21日");
        assertThat(all(p -> p.when(DAY.plusSeconds(25_200), DAY.plusSeconds(25_200))))
                .containsExactly("20 November 2015 at 07:00", "20 novembre 2015 à 07:00", "2015年11月20日 07:00");
    }

    @Test
    void shouldWriteDistancesAsEachLanguageDoes() {
        assertThat(all(p -> p.distance(7.34))).containsExactly("7.3 km", "7,3\u202fkm", "7.3公里");
        assertThat(all(p -> p.distance(1234))).containsExactly("1,200 km", "1\u202f200\u202fkm", "1,200公里");
    }

    @Test
    void shouldCountAsEachLanguageDoes() {
        assertThat(all(p -> p.say("casualties", Map.of("deaths", 1, "injured", 0, "abducted", 0))))
                .containsExactly("1 dead", "1 mort", "死亡1人");
        assertThat(all(p -> p.say("casualties", Map.of("deaths", 0, "injured", 2, "abducted", 3))))
                .containsExactly(
                        "no deaths reported, 2 injured, 3 abducted",
                        "aucun décès signalé, 2 blessés, 3 personnes enlevées",
                        "暂无死亡报告，受伤2人，被绑架3人");
        assertThat(all(p -> p.say("casualties", Map.of("deaths", 1200, "injured", 1, "abducted", 0))))
                .containsExactly("1,200 dead, 1 injured", "1\u202f200 morts, 1 blessé", "死亡1,200人，受伤1人");
    }

    private static List<String> all(Function<Phrases, String> say) {
        return Stream.of(Language.EN, Language.FR, Language.ZH)
                .map(Phrases::of)
                .map(say)
                .toList();
    }

    private static Set<String> placeholders(Language language, String key) {
        MessagePattern pattern = new MessagePattern(Phrases.of(language).pattern(key));
        Set<String> names = new TreeSet<>();
        for (int i = 0; i < pattern.countParts(); i++) {
            if (pattern.getPartType(i) == MessagePattern.Part.Type.ARG_NAME) {
                names.add(pattern.getSubstring(pattern.getPart(i)));
            }
        }
        assertThat(new MessageFormat(Phrases.of(language).pattern(key)).getArgumentNames())
                .containsExactlyInAnyOrderElementsOf(names);
        return names;
    }
}
