package io.riskmonitor.feed;

import io.riskmonitor.incident.IncidentType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** UCDP's three kinds of organised violence, which it writes as 1, 2, 3 or in words. */
enum UcdpViolence {
    STATE_BASED("1", "State-based violence", IncidentType.ARMED_CLASH),
    NON_STATE("2", "Non-state violence", IncidentType.ARMED_CLASH),
    ONE_SIDED("3", "One-sided violence", IncidentType.ATTACK_ON_CIVILIANS);

    private final String code;
    private final String words;
    private final IncidentType type;

    UcdpViolence(String code, String words, IncidentType type) {
        this.code = code;
        this.words = words;
        this.type = type;
    }

    /** UCDP's own words for it. */
    String words() {
        return words;
    }

    IncidentType type() {
        return type;
    }

    static Optional<UcdpViolence> of(String text) {
        String plain = text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
        return Arrays.stream(values())
                .filter(kind -> kind.code.equals(plain) || kind.shortWords().equals(shortened(plain)))
                .findFirst();
    }

    static String allWords() {
        return Arrays.stream(values()).map(UcdpViolence::words).collect(Collectors.joining(", "));
    }

    private String shortWords() {
        return shortened(words);
    }

    /** {@code State-based conflict} and {@code state-based} are {@code State-based violence} too. */
    private static String shortened(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("\\s+(violence|conflict)$", "");
    }
}
