package io.riskmonitor.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmsTextTest {
    @Test
    void shouldLeaveATextAloneWhenItFits() {
        assertThat(SmsText.of("x".repeat(160))).hasSize(160);
        assertThat(SmsText.of("险".repeat(70))).hasSize(70);
    }

    @Test
    void shouldCutAt160WhenAllIsGsm() {
        String sent = SmsText.of("Attaque signalée à Bamako, près du siège. ".repeat(10));
        assertThat(sent).endsWith("...");
        assertThat(SmsText.isGsm(sent)).isTrue();
        assertThat(SmsText.septets(sent)).isBetween(150, 160);
    }

    @Test
    void shouldCutAt70WhenOneCharacterIsNotGsm() {
        String sent = SmsText.of("Enquête en cours à 巴马科. ".repeat(10));
        assertThat(sent).endsWith("…").hasSizeBetween(60, 70);
    }

    @Test
    void shouldGiveUpAccentsBeforeWords() {
        assertThat(SmsText.of("Enquête en cours à Bamako.")).isEqualTo("Enquête en cours à Bamako.");
        assertThat(
                        SmsText.of(
                                "Enquête en cours à Bamako, où des commerçants ont cessé le travail (± 2 km), au cœur de la ville."))
                .isEqualTo(
                        "Enquete en cours à Bamako, où des commercants ont cessé le travail (+/- 2 km), au coeur de la ville.");
    }

    @Test
    void shouldBringALinkWholeOrNotAtAll() {
        String link = "https://risk.example.org/?alert=a-1";
        assertThat(SmsText.of("Alerte à Ségou.", link)).isEqualTo("Alerte à Ségou. " + link);
        assertThat(SmsText.of("x".repeat(125), link)).isEqualTo("x".repeat(125));
        assertThat(SmsText.of("x".repeat(124), link)).hasSize(160).endsWith(link);
        assertThat(SmsText.of("塞古风险等级升至高风险。", link)).endsWith(link);
        assertThat(SmsText.of("险".repeat(36), link)).isEqualTo("险".repeat(36));
        assertThat(SmsText.of("x".repeat(200), link)).hasSize(160).endsWith("...");
    }

    @Test
    void shouldCountEscapedCharactersTwice() {
        assertThat(SmsText.septets("[10 km]")).isEqualTo(9);
        assertThat(SmsText.septets(SmsText.of("€".repeat(100)))).isLessThanOrEqualTo(160);
    }

    @Test
    void shouldReplaceTypographyByItsPlainTwinWhenThatSavesAnAlphabet() {
        assertThat(SmsText.of("« L’attaque »\u00a0: 12\u202fkm – Sénou")).isEqualTo("\"L'attaque\" : 12 km - Sénou");
    }

    @Test
    void shouldNotCutACharacterInTwo() {
        assertThat(SmsText.of("😀".repeat(50)).codePoints().filter(c -> c >= 0xD800 && c <= 0xDFFF))
                .isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldFitWhateverTheText(long seed) {
        Random random = new Random(seed);
        String alphabet = "abcé êœ[€险马😀…’";
        int[] points = alphabet.codePoints().toArray();
        for (int n = 0; n < 200; n++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(300), 0, points.length).forEach(i -> text.appendCodePoint(points[i]));
            String sent = SmsText.of(text.toString());
            if (SmsText.isGsm(sent)) {
                assertThat(SmsText.septets(sent)).isLessThanOrEqualTo(160);
            } else {
                assertThat(sent.length()).isLessThanOrEqualTo(70);
            }
        }
    }
}
