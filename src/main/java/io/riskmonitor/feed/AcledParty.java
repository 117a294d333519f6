package io.riskmonitor.feed;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** ACLED's kinds of actor (Codebook, "Inter codes"), which files write as numbers or, since 2024, in words. */
enum AcledParty {
    NONE("0", ""),
    STATE_FORCES("1", "state forces"),
    REBEL_GROUP("2", "rebel group"),
    POLITICAL_MILITIA("3", "political militia"),
    IDENTITY_MILITIA("4", "identity militia"),
    RIOTERS("5", "rioters"),
    PROTESTERS("6", "protesters"),
    CIVILIANS("7", "civilians"),
    EXTERNAL_FORCES("8", "external/other forces");

    private final String code;
    private final String words;

    AcledParty(String code, String words) {
        this.code = code;
        this.words = words;
    }

    /** The kind meant by {@code 3}, {@code 3.0}, {@code Political militia} or {@code Political Militias}. */
    static Optional<AcledParty> of(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        String number = plain.endsWith(".0") ? plain.substring(0, plain.length() - 2) : plain;
        return Arrays.stream(values())
                .filter(party -> party.code.equals(number)
                        || party.words.equals(plain)
                        || (party != NONE && (party.words + "s").equals(plain)))
                .findFirst();
    }
}
