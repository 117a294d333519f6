package io.riskmonitor.feed;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * A time as people write it: a day ({@code 2015-11-20}, the whole day in UTC, which is also Mali's time) or a moment
 * with its offset ({@code 2015-11-20T07:00Z}, {@code 2015-11-20T08:00+01:00}).
 *
 * @param start the moment, or the day's 00:00 UTC
 * @param end the moment, or 00:00 UTC of the next day
 */
record DeskTime(Instant start, Instant end) {
    static final String SHAPE = "a date YYYY-MM-DD or a time with its offset such as 2015-11-20T07:00:00Z";

    static Optional<DeskTime> parse(String text) {
        try {
            if (text.indexOf('T') < 0) {
                LocalDate day = LocalDate.parse(text);
                return Optional.of(new DeskTime(midnight(day), midnight(day.plusDays(1))));
            }
            Instant moment = OffsetDateTime.parse(text).toInstant();
            return Optional.of(new DeskTime(moment, moment));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
