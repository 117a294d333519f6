package io.riskmonitor.feed;

import io.riskmonitor.incident.Target;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who and what an incident hit, read off English or French text by the phrases of {@code target-phrases.txt}: for sources
 * that have no field for it. How often it is right is in {@code src/docs/SOURCES.md}.
 */
final class TextTargets {
    private static final Set<Target> PEOPLE =
            EnumSet.of(Target.CHINESE_NATIONALS, Target.FOREIGN_WORKERS, Target.AID_WORKERS);
    private static final Set<Target> INFRASTRUCTURE = EnumSet.range(Target.ROAD, Target.FARM);

    private static final Pattern SENTENCE_END = Pattern.compile("[.;:!?\\n]+(?=\\s|$)");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NO_WORD = Pattern.compile("[^a-z0-9]+");
    private static final int LONGEST = 5_000;
    /** So many words before and behind a phrase may deny it. */
    private static final int DENIED_WITHIN = 3;

    private static final TextTargets STANDARD = load();

    /** @param selfEvident phrases that say the harm themselves */
    private record Rule(List<Pattern> phrases, List<Pattern> selfEvident) {}

    private final Pattern harm;
    private final Pattern denial;
    private final Pattern spared;
    private final Pattern beside;
    private final Map<Target, Rule> rules;

    private TextTargets(PhraseCompiler phrases, Map<Target, Rule> rules) {
        this.harm = phrases.compile("{harm}");
        this.denial = phrases.compile("{denial}");
        this.spared = phrases.compile("{spared}");
        this.beside = Pattern.compile(phrases.compile("{beside}").pattern()
                + "(?:of |to |the |a |an |its |de |du |des |d |la |le |les |l |un |une ){0,2}$");
        this.rules = rules;
    }

    static TextTargets standard() {
        return STANDARD;
    }

    /**
     * Adds what the text tells to what the source's own fields do. A field always wins: of people the text is asked only
     * if no field names a kind of them, of infrastructure likewise.
     */
    Set<Target> added(Set<Target> fromFields, @Nullable String text) {
        Set<Target> all = EnumSet.noneOf(Target.class);
        all.addAll(fromFields);
        if (text != null) {
            Set<Target> told = in(text);
            for (Set<Target> kind : List.of(PEOPLE, INFRASTRUCTURE)) {
                if (fromFields.stream().noneMatch(kind::contains)) {
                    told.stream().filter(kind::contains).forEach(all::add);
                }
            }
        }
        return all;
    }

    /** The targets that a text names as hit. */
    Set<Target> in(String text) {
        Set<Target> targets = EnumSet.noneOf(Target.class);
        String read = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        for (String sentence : SENTENCE_END.split(read, -1)) {
            String words = words(sentence);
            boolean harmed = harm.matcher(words).find();
            rules.forEach((target, rule) -> {
                if ((harmed && isThere(rule.phrases(), words)) || isThere(rule.selfEvident(), words)) {
                    targets.add(target);
                }
            });
        }
        if (targets.contains(Target.CHINESE_NATIONALS)) {
            targets.add(Target.FOREIGN_WORKERS);
        }
        return targets;
    }

    private boolean isThere(List<Pattern> phrases, String words) {
        for (Pattern phrase : phrases) {
            Matcher found = phrase.matcher(words);
            while (found.find()) {
                if (!isDenied(words, found.start(), found.end())) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isDenied(String words, int start, int end) {
        String before = lastWords(words.substring(0, start));
        String behind = firstWords(words.substring(end));
        return denial.matcher(before).find()
                || spared.matcher(behind).find()
                || beside.matcher(before).find();
    }

    private static String lastWords(String words) {
        int from = words.length() - 1; // at the blank behind the last word
        for (int i = 0; i < DENIED_WITHIN && from >= 0; i++) {
            from = words.lastIndexOf(' ', from - 1);
        }
        return words.substring(from + 1);
    }

    private static String firstWords(String words) {
        int to = -1;
        for (int i = 0; i < DENIED_WITHIN && to < words.length() - 1; i++) {
            to = words.indexOf(' ', to + 1);
        }
        return words.substring(0, to + 1);
    }

    /** In lower case and without accents, one blank behind each word. */
    private static String words(String sentence) {
        String lower = sentence.toLowerCase(Locale.ROOT).replace("\u0153", "oe");
        String plain =
                MARKS.matcher(Normalizer.normalize(lower, Normalizer.Form.NFD)).replaceAll("");
        return NO_WORD.matcher(plain).replaceAll(" ").strip() + " ";
    }

    private static TextTargets load() {
        PhraseCompiler compiler = new PhraseCompiler();
        Map<Target, StringBuilder> phrases = new EnumMap<>(Target.class);
        Map<Target, StringBuilder> selfEvident = new EnumMap<>(Target.class);
        for (String line : text().split("\n", -1)) {
            if (line.startsWith("define ")) {
                int colon = line.indexOf(':');
                compiler.define(line.substring("define ".length(), colon), line.substring(colon + 1));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                int end = line.indexOf(' ');
                String name = line.substring(0, end - 1);
                Map<Target, StringBuilder> kind = line.charAt(end - 1) == '!' ? selfEvident : phrases;
                StringBuilder all = kind.computeIfAbsent(Target.valueOf(name), target -> new StringBuilder());
                all.append(all.isEmpty() ? "" : "|").append(line.substring(end + 1));
            }
        }
        Map<Target, Rule> rules = new EnumMap<>(Target.class);
        for (Target target : phrases.keySet()) {
            rules.put(target, new Rule(compiled(compiler, phrases, target), compiled(compiler, selfEvident, target)));
        }
        return new TextTargets(compiler, rules);
    }

    /** One expression for all phrases of a target: text is gone over once. */
    private static List<Pattern> compiled(PhraseCompiler compiler, Map<Target, StringBuilder> all, Target target) {
        StringBuilder phrases = all.get(target);
        return phrases == null ? List.of() : List.of(compiler.compile(phrases.toString()));
    }

    private static String text() {
        try (InputStream in = Objects.requireNonNull(TextTargets.class.getResourceAsStream("target-phrases.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
