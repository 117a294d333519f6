package io.riskmonitor.feed;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;

/**
 * When an event happened.
 *
 * @param from 00:00 UTC of its first day
 * @param to 00:00 UTC of the day after its last day
 */
record UcdpSpan(Instant from, Instant to) {
    /** Stands for a day that could not be read; the row is refused before anyone sees it. */
    static final LocalDate NO_DAY = LocalDate.EPOCH;

    /** UCDP's armed conflict data begin here; GED itself begins in 1989. */
    static final int EARLIEST_YEAR = 1946;

    private static UcdpSpan ofDays(LocalDate first, LocalDate last) {
        return new UcdpSpan(
                first.atStartOfDay().toInstant(ZoneOffset.UTC),
                last.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    /**
     * The span from start to end. Where both are one day though date_prec says that the day is not known, it is widened
     * to what date_prec says: 2 up to six days around it, 3 the week around it, 4 its month, 5 its year.
     */
    static UcdpSpan of(RowFields fields, LocalDate start, LocalDate end, int datePrec, Instant recordedAt) {
        checkDay(fields, "date_start", start, recordedAt);
        if (end.isBefore(start)) {
            fields.refuse(Reason.INVALID_DATE, "date_end", "date_end is before date_start");
        }
        if (fields.problem() != null) {
            return ofDays(NO_DAY, NO_DAY);
        }
        if (!start.equals(end)) {
            return ofDays(start, end);
        }
        return switch (datePrec) {
            case 2 -> ofDays(start.minusDays(2), start.plusDays(3));
            case 3 -> ofDays(start.minusDays(3), start.plusDays(3));
            case 4 -> ofDays(start.withDayOfMonth(1), start.with(TemporalAdjusters.lastDayOfMonth()));
            case 5 -> ofDays(start.withDayOfYear(1), start.with(TemporalAdjusters.lastDayOfYear()));
            default -> ofDays(start, start);
        };
    }

    /** The day that year, month and day make. */
    static UcdpSpan ofParts(RowFields fields, Instant recordedAt) {
        for (String part : new String[] {"year", "month", "day"}) {
            fields.required(part);
        }
        int year = (int) fields.number("year", 0, 9999, 0);
        int month = (int) fields.number("month", 1, 12, 1);
        int day = (int) fields.number("day", 1, 31, 1);
        LocalDate date = NO_DAY;
        try {
            date = LocalDate.of(year, month, day);
            checkDay(fields, "year", date, recordedAt);
        } catch (DateTimeException e) {
            fields.refuse(Reason.INVALID_DATE, "day", "month " + month + " of " + year + " has no day " + day);
        }
        return ofDays(date, date);
    }

    private static void checkDay(RowFields fields, String field, LocalDate day, Instant recordedAt) {
        if (fields.problem() != null) {
            return;
        }
        if (day.getYear() < EARLIEST_YEAR) {
            String message = fields.nameOf(field) + " is before " + EARLIEST_YEAR + ", the first year of UCDP's data";
            fields.refuse(Reason.OUT_OF_RANGE, field, message);
        } else if (day.atStartOfDay().toInstant(ZoneOffset.UTC).isAfter(recordedAt)) {
            String message = day + " lies after " + recordedAt + ", when the row was recorded";
            fields.refuse(Reason.FUTURE_DATE, field, message);
        }
    }
}
