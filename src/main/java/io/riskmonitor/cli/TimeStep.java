package io.riskmonitor.cli;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A length of time on the command line: {@code 1d}, {@code 6h}, {@code 30m}, {@code 10s}, or ISO-8601. */
final class TimeStep implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        String iso = text.toUpperCase(Locale.ROOT);
        if (iso.matches("\\d{1,6}[DHMS]")) {
            iso = iso.endsWith("D") ? "P" + iso : "PT" + iso;
        }
        try {
            return Duration.parse(iso);
        } catch (DateTimeParseException e) {
            throw new TypeConversionException("'" + text + "' is no length of time, such as 1d, 6h, 30m or PT15M");
        }
    }
}
