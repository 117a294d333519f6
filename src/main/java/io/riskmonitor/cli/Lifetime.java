package io.riskmonitor.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How long something is to last: {@code 90d} or {@code 12h}. */
final class Lifetime implements ITypeConverter<Duration> {
    private static final Pattern DAYS_OR_HOURS = Pattern.compile("([1-9]\\d{0,4})([dh])");

    @Override
    public Duration convert(String text) {
        Matcher matcher = DAYS_OR_HOURS.matcher(text);
        if (!matcher.matches()) {
            throw new TypeConversionException("'" + text + "' is neither days (90d) nor hours (12h)");
        }
        long number = Long.parseLong(matcher.group(1));
        return matcher.group(2).equals("d") ? Duration.ofDays(number) : Duration.ofHours(number);
    }
}
