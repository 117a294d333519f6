package io.riskmonitor.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A moment on the command line: an ISO instant, or a date, which means the end of that day in UTC. */
final class Moment implements ITypeConverter<Instant> {
    private static final int DAYS_TO_THE_END = 1;

    /** The same, but a date means the beginning of that day. */
    static final class Start implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            return parse(text, 0);
        }
    }

    @Override
    public Instant convert(String text) {
        return parse(text, DAYS_TO_THE_END);
    }

    private static Instant parse(String text, int daysOn) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text)
                            .plusDays(daysOn)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new TypeConversionException(
                    "'" + text + "' is neither a date (2020-06-01) nor a moment (2020-06-01T12:00:00Z)");
        }
    }
}
