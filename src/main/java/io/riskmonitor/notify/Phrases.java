package io.riskmonitor.notify;

import com.ibm.icu.number.LocalizedNumberFormatter;
import com.ibm.icu.number.NumberFormatter;
import com.ibm.icu.number.Precision;
import com.ibm.icu.text.CaseMap;
import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.DateIntervalFormat;
import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.util.DateInterval;
import com.ibm.icu.util.MeasureUnit;
import com.ibm.icu.util.TimeZone;
import io.riskmonitor.geo.Names;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The words, numbers, dates and distances of one language. Mali keeps UTC all year, so times need no conversion. */
final class Phrases {
    private static final Map<Language, Phrases> ALL = load();
    private static final TimeZone UTC = TimeZone.getTimeZone("UTC");

    private final Language language;
    private final Properties patterns;

    private Phrases(Language language, Properties patterns) {
        this.language = language;
        this.patterns = patterns;
    }

    static Phrases of(Language language) {
        return Objects.requireNonNull(ALL.get(language));
    }

    private static Map<Language, Phrases> load() {
        Map<Language, Phrases> all = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            all.put(language, new Phrases(language, MessageFiles.load("messages", language)));
        }
        return Map.copyOf(all);
    }

    Language language() {
        return language;
    }

    Set<String> keys() {
        return new TreeSet<>(patterns.stringPropertyNames());
    }

    /** The pattern's own text, for tests. */
    String pattern(String key) {
        String pattern = patterns.getProperty(key);
        if (pattern == null) {
            throw new IllegalArgumentException("no message " + key + " in " + language);
        }
        return pattern;
    }

    String say(String key) {
        return say(key, Map.of());
    }

    String say(String key, Map<String, ?> arguments) {
        return new MessageFormat(pattern(key), language.locale())
                .format(arguments)
                .strip();
    }

    /** The word for a constant, such as {@code level.HIGH}. */
    String word(String group, @Nullable Enum<?> constant) {
        return word(group, constant, Map.of());
    }

    String word(String group, @Nullable Enum<?> constant, Map<String, ?> arguments) {
        return say(group + "." + (constant == null ? "UNKNOWN" : constant.name()), arguments);
    }

    /** With its first letter as at the beginning of a sentence; the others as they are. */
    String sentence(String text) {
        return CaseMap.toTitle()
                .wholeString()
                .noLowercase()
                .apply(language.locale().toLocale(), null, text);
    }

    /** What a role is called; one that the messages do not know keeps its own words. */
    String role(String id) {
        return patterns.containsKey("role." + id) ? say("role." + id) : id.replace('-', ' ');
    }

    /** What a source is called. */
    String feed(String id) {
        return patterns.containsKey("feed." + id) ? say("feed." + id) : id;
    }

    String name(Names names) {
        return language.of(names);
    }

    /** Two digits are as much as a place is known to; below ten kilometres one decimal at most. */
    String distance(double km) {
        return numbers()
                .unit(MeasureUnit.KILOMETER)
                .precision(Precision.maxSignificantDigits(2))
                .format(km)
                .toString();
    }

    String number(double value) {
        return numbers().precision(Precision.maxFraction(0)).format(value).toString();
    }

    String percent(double share) {
        return numbers()
                .unit(MeasureUnit.PERCENT)
                .precision(Precision.maxFraction(0))
                .format(share * 100)
                .toString();
    }

    /** The day or days of a span; its hour if it is a moment. An end at midnight belongs to the day before. */
    String when(Instant from, Instant to) {
        if (from.equals(to)) {
            return moment(from);
        }
        Instant last = to.minus(Duration.ofMillis(1));
        return days(from, last.isBefore(from) ? from : last);
    }

    /** The last day of what ended at a moment. */
    String lastDay(Instant to) {
        Instant last = to.minus(Duration.ofMillis(1));
        return days(last, last);
    }

    private String days(Instant first, Instant last) {
        DateIntervalFormat format = DateIntervalFormat.getInstance(day(), language.locale());
        format.setTimeZone(UTC);
        String days = format.format(new DateInterval(first.toEpochMilli(), last.toEpochMilli()));
        // ICU's dash between thin spaces is not how a Chinese sentence joins two days.
        return language == Language.ZH ? days.replaceAll("[ \\u2009]*–[ \\u2009]*", "至") : days;
    }

    /** A day with its hour and minute. */
    String moment(Instant at) {
        DateFormat format = DateFormat.getInstanceForSkeleton(day() + "Hm", language.locale());
        format.setTimeZone(UTC);
        return format.format(Date.from(at));
    }

    /** A written month; in Chinese that is a figure, and asking for its wide form would give 十一月. */
    private String day() {
        return language == Language.ZH ? "yMMMd" : "yMMMMd";
    }

    private LocalizedNumberFormatter numbers() {
        return NumberFormatter.withLocale(language.locale());
    }
}
