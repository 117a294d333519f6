package io.riskmonitor.feed;

import io.riskmonitor.text.Reason;
import io.riskmonitor.text.RowFields;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The days on which an event may have happened.
 *
 * @param from 00:00 UTC of the first day; UTC is also Mali's time
 * @param to 00:00 UTC of the day after the last day
 */
record DaySpan(Instant from, Instant to) {
    /** Stands for a day that could not be read; the row is refused before anyone sees it. */
    static final LocalDate NO_DAY = LocalDate.EPOCH;

    static DaySpan of(LocalDate first, LocalDate last) {
        return new DaySpan(midnight(first), midnight(last.plusDays(1)));
    }

    /** The day with as many days before and after it. */
    static DaySpan around(LocalDate day, int days) {
        return of(day.minusDays(days), day.plusDays(days));
    }

    /** Refuses a day before the source's first year, or after the row was recorded. */
    static void check(
            RowFields fields, String field, LocalDate day, Instant recordedAt, int firstYear, String whoseFirstYear) {
        if (fields.problem() != null) {
            return;
        }
        if (day.getYear() < firstYear) {
            String message = fields.nameOf(field) + " is before " + firstYear + ", the first year of " + whoseFirstYear;
            fields.refuse(Reason.OUT_OF_RANGE, field, message);
        } else if (midnight(day).isAfter(recordedAt)) {
            String message = day + " lies after " + recordedAt + ", when the row was recorded";
            fields.refuse(Reason.FUTURE_DATE, field, message);
        }
    }

    static Instant midnight(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
