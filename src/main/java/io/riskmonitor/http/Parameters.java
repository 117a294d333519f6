package io.riskmonitor.http;

import io.javalin.http.Context;
import io.riskmonitor.incident.IncidentType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The query parameters of a request; an unknown or unreadable one is refused by name. */
final class Parameters {
    private static final int DATE_LENGTH = 10;

    private final Context request;

    /** @param known the names that the route takes */
    Parameters(Context request, String... known) {
        this.request = request;
        List<String> names = Arrays.asList(known);
        for (String name : request.queryParamMap().keySet()) {
            if (!names.contains(name)) {
                throw ProblemException.badParameter(
                        name, names.isEmpty() ? "none is taken here" : "not known; there are " + names);
            }
        }
    }

    /** A moment, or a date, which means the end of that day in UTC. */
    @Nullable
    Instant moment(String name) {
        return moment(name, 1);
    }

    /** A moment, or a date, which means the beginning of that day in UTC. */
    @Nullable
    Instant from(String name) {
        return moment(name, 0);
    }

    private @Nullable Instant moment(String name, int days) {
        String text = request.queryParam(name);
        if (text == null) {
            return null;
        }
        try {
            return text.length() == DATE_LENGTH
                    ? LocalDate.parse(text)
                            .plusDays(days)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw ProblemException.badParameter(
                    name, "'" + text + "' is neither a date (2020-06-01) nor a moment (2020-06-01T12:00:00Z)");
        }
    }

    @Nullable
    String text(String name) {
        return request.queryParam(name);
    }

    Set<String> texts(String name) {
        return new LinkedHashSet<>(request.queryParams(name));
    }

    @Nullable
    IncidentType type(String name) {
        String text = request.queryParam(name);
        if (text == null) {
            return null;
        }
        try {
            return IncidentType.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw ProblemException.badParameter(
                    name, "'" + text + "' is none of " + Arrays.toString(IncidentType.values()));
        }
    }

    int number(String name, int otherwise, int most) {
        String text = request.queryParam(name);
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, as a number out of range is
        }
        throw ProblemException.badParameter(name, "'" + text + "' is not a number from 1 to " + most);
    }

    boolean flag(String name) {
        String text = request.queryParam(name);
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw ProblemException.badParameter(name, "'" + text + "' is neither true nor false");
    }
}
