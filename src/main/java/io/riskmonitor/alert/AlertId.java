package io.riskmonitor.alert;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An alert's name for its whole life, fit for a URL: {@code project.n-sukala.proximity.near.1} is the first alert that
 * the rule {@code near} has raised for that project.
 *
 * @param subject the region, project, country or feed it is about: {@code project/n-sukala}
 * @param condition the id of the rule whose condition holds
 * @param serial counts the times that the condition has come to hold, from 1
 */
public record AlertId(String subject, AlertKind kind, String condition, int serial) implements Comparable<AlertId> {
    private static final Pattern TEXT =
            Pattern.compile("([a-z]+)\\.(.+)\\.([a-z-]+)\\.([a-z0-9-]+)\\.([1-9][0-9]{0,8})");

    private static final Pattern SUBJECT = Pattern.compile("[a-z]+/[^/|]+");
    private static final Pattern CONDITION = Pattern.compile("[a-z0-9-]+");

    public AlertId {
        if (!SUBJECT.matcher(subject).matches() || !CONDITION.matcher(condition).matches() || serial < 1) {
            throw new IllegalArgumentException(
                    "alert on '" + subject + "', condition '" + condition + "', serial " + serial);
        }
    }

    /** @throws IllegalArgumentException if the text is not an alert's id */
    public static AlertId parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not an alert's id, such as project.n-sukala.proximity.near.1");
        }
        try {
            return new AlertId(
                    parts.group(1) + "/" + parts.group(2),
                    kind(parts.group(3)),
                    parts.group(4),
                    Integer.parseInt(parts.group(5)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is not an alert's id: " + e.getMessage(), e);
        }
    }

    private static AlertKind kind(String word) {
        return Stream.of(AlertKind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no alert is of the kind '" + word + "'"));
    }

    /** The same condition, the next time that it holds. */
    public AlertId next() {
        return new AlertId(subject, kind, condition, serial + 1);
    }

    @Override
    public int compareTo(AlertId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return subject.replaceFirst("/", ".") + "." + kind.word() + "." + condition + "." + serial;
    }
}
