package io.riskmonitor.feed;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns phrases of {@code target-phrases.txt} into regular expressions over plain words with one blank behind each. The
 * notation is described at the head of that file.
 */
final class PhraseCompiler {
    private static final Pattern TOKEN = Pattern.compile(
            "\\{(?<name>[a-z]+)}|(?<gap>\\.\\.\\.)|(?<word>[a-z0-9]+)(?<end>[*+?]?)|(?<mark>[()|])|\\s+|(?<bad>.)");

    private final Map<String, String> defined = new HashMap<>();

    /** @throws IllegalArgumentException if the alternatives are not phrases */
    void define(String name, String alternatives) {
        defined.put(name, "(?:" + regex(alternatives) + ")");
    }

    /** A pattern that finds the phrase from the beginning of a word on. */
    Pattern compile(String phrase) {
        return Pattern.compile("(?<![^ ])(?:" + regex(phrase) + ")");
    }

    private String regex(String phrase) {
        StringBuilder regex = new StringBuilder();
        Matcher token = TOKEN.matcher(phrase.strip());
        while (token.find()) {
            if (token.group("bad") != null) {
                throw new IllegalArgumentException("'" + token.group("bad") + "' in the phrase " + phrase);
            } else if (token.group("name") != null) {
                String known = defined.get(token.group("name"));
                if (known == null) {
                    throw new IllegalArgumentException("nothing is defined as {" + token.group("name") + "}");
                }
                regex.append(known);
            } else if (token.group("gap") != null) {
                regex.append("(?:[a-z0-9]+ ){0,3}");
            } else if (token.group("word") != null) {
                regex.append(word(token.group("word"), token.group("end")));
            } else if (token.group("mark") != null) {
                regex.append(token.group("mark").equals("(") ? "(?:" : token.group("mark"));
            }
        }
        return regex.toString();
    }

    private static String word(String word, String end) {
        return switch (end) {
            case "*" -> word + "[a-z0-9]* ";
            case "+" -> word + "(?:s|es|x|e)? ";
            case "?" -> "(?:" + word + " )?";
            default -> word + " ";
        };
    }
}
