package io.riskmonitor.notify;

import io.riskmonitor.risk.Level;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * When somebody is not to be disturbed, in his own time zone.
 *
 * @param to the first moment at which messages come again; at or before {@code from} it is on the next day
 * @param breakthrough the lowest level that comes all the same
 */
public record QuietHours(LocalTime from, LocalTime to, Level breakthrough) {
    public QuietHours {
        if (from.equals(to)) {
            throw new IllegalArgumentException("quiet hours from " + from + " to " + to + " have no length");
        }
    }

    boolean cover(Instant now, ZoneId zone) {
        LocalTime time = now.atZone(zone).toLocalTime();
        boolean afterFrom = !time.isBefore(from);
        boolean beforeTo = time.isBefore(to);
        return from.isBefore(to) ? afterFrom && beforeTo : afterFrom || beforeTo;
    }

    /** The next end of the quiet hours. */
    Instant end(Instant now, ZoneId zone) {
        return next(to, now, zone);
    }

    /** The next moment after {@code now} at which clocks of the zone show a time; where they skip it, the end of the gap. */
    static Instant next(LocalTime time, Instant now, ZoneId zone) {
        ZonedDateTime local = now.atZone(zone);
        ZonedDateTime today = local.toLocalDate().atTime(time).atZone(zone);
        return (today.isAfter(local)
                        ? today
                        : local.toLocalDate().plusDays(1).atTime(time).atZone(zone))
                .toInstant();
    }
}
