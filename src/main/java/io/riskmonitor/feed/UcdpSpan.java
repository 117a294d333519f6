package io.riskmonitor.feed;

import io.riskmonitor.text.Reason;
import io.riskmonitor.text.RowFields;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** When a UCDP event happened. */
final class UcdpSpan {
    /** UCDP's armed conflict data begin here; GED itself begins in 1989. */
    private static final int EARLIEST_YEAR = 1946;

    private static final String WHOSE = "UCDP's data";

    private UcdpSpan() {}

    /**
     * The span from start to end. Where both are one day though date_prec says that the day is not known, it is widened
     * to what date_prec says: 2 up to six days around it, 3 the week around it, 4 its month, 5 its year.
     */
    static DaySpan of(RowFields fields, LocalDate start, LocalDate end, int datePrec, Instant recordedAt) {
        DaySpan.check(fields, "date_start", start, recordedAt, EARLIEST_YEAR, WHOSE);
        if (end.isBefore(start)) {
            fields.refuse(Reason.INVALID_DATE, "date_end", "date_end is before date_start");
        }
        if (fields.problem() != null) {
            return DaySpan.of(DaySpan.NO_DAY, DaySpan.NO_DAY);
        }
        if (!start.equals(end)) {
            return DaySpan.of(start, end);
        }
        return switch (datePrec) {
            case 2 -> DaySpan.of(start.minusDays(2), start.plusDays(3));
            case 3 -> DaySpan.around(start, 3);
            case 4 -> DaySpan.of(start.withDayOfMonth(1), start.with(TemporalAdjusters.lastDayOfMonth()));
            case 5 -> DaySpan.of(start.withDayOfYear(1), start.with(TemporalAdjusters.lastDayOfYear()));
            default -> DaySpan.of(start, start);
        };
    }

    /** The day that year, month and day make. */
    static DaySpan ofParts(RowFields fields, Instant recordedAt) {
        for (String part : new String[] {"year", "month", "day"}) {
            fields.required(part);
        }
        int year = (int) fields.number("year", 0, 9999, 0);
        int month = (int) fields.number("month", 1, 12, 1);
        int day = (int) fields.number("day", 1, 31, 1);
        LocalDate date = DaySpan.NO_DAY;
        try {
            date = LocalDate.of(year, month, day);
            DaySpan.check(fields, "year", date, recordedAt, EARLIEST_YEAR, WHOSE);
        } catch (DateTimeException e) {
            fields.refuse(Reason.INVALID_DATE, "day", "month " + month + " of " + year + " has no day " + day);
        }
        return DaySpan.of(date, date);
    }
}
