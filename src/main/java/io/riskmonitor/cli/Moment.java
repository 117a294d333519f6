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
    @Override
    public Instant convert(String text) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text)
                            .plusDays(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new TypeConversionException(
                    "'" + text + "' is neither a date (2020-06-01) nor a moment (2020-06-01T12:00:00Z)");
        }
    }
}
