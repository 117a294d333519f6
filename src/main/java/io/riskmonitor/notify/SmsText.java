package io.riskmonitor.notify;

import java.text.Normalizer;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One short message of the mobile network, 3GPP TS 23.038: 160 characters if all are in the GSM 7-bit alphabet, 70 units
 * of UCS-2 if a single one is not. French {@code ê} is not in it while {@code é} is.
 */
final class SmsText {
    static final int MOST_GSM = 160;
    static final int MOST_UCS2 = 70;

    private static final String GSM = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    /** Each takes two places: an escape and itself. */
    private static final String GSM_EXTENSION = "^{}\\[~]|€\f";

    private SmsText() {}

    /** The text as it fits into one short message. Typographic marks that have a plain twin are replaced by it first. */
    static String of(String text) {
        String plain = plain(text);
        if (isGsm(plain)) {
            return fitGsm(plain);
        }
        return text.length() > MOST_UCS2 && isGsm(bare(plain)) ? fitGsm(bare(plain)) : TextLimit.units(text, MOST_UCS2);
    }

    /** The same with a link where both fit whole: half a link leads nowhere, and half a sentence is worth less than one. */
    static String of(String text, @Nullable String link) {
        if (link != null) {
            String both = of(text + " " + link);
            if (both.endsWith(link)) {
                return both;
            }
        }
        return of(text);
    }

    static boolean isGsm(String text) {
        return text.chars().allMatch(c -> GSM.indexOf(c) >= 0 || GSM_EXTENSION.indexOf(c) >= 0);
    }

    /** Places that a text of the GSM alphabet takes. */
    static int septets(String text) {
        return text.length()
                + (int) text.chars().filter(c -> GSM_EXTENSION.indexOf(c) >= 0).count();
    }

    /** The mark of a cut is three full stops here: the one-character ellipsis would turn the whole into UCS-2. */
    private static String fitGsm(String text) {
        ToIntFunction<String> size = SmsText::septets;
        if (size.applyAsInt(text) <= MOST_GSM) {
            return text;
        }
        String cut = TextLimit.fit(text, MOST_GSM - 2, part -> septets(part.replace("…", ".")));
        return cut.replace("…", "...");
    }

    private static String plain(String text) {
        return text.replaceAll("«[ \\u00a0\\u202f]?|[ \\u00a0\\u202f]?»|[“”]", "\"")
                .replaceAll("[\\u00a0\\u202f\\u2009]", " ")
                .replaceAll("[\\u2018\\u2019]", "'")
                .replaceAll("[\\u2012-\\u2015\\u2212]", "-")
                .replace("±", "+/-");
    }

    /** Without the accents that the alphabet lacks: better an {@code e} for an {@code ê} than half of the text. */
    private static String bare(String text) {
        return text.chars()
                .mapToObj(c -> Character.toString((char) c))
                .map(c -> isGsm(c)
                        ? c
                        : Normalizer.normalize(c, Normalizer.Form.NFD).replaceAll("\\p{M}", ""))
                .collect(Collectors.joining())
                .replace("œ", "oe")
                .replace("Œ", "OE");
    }
}
