package io.riskmonitor.http;

import io.javalin.http.Context;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The query parameters of a request; an unknown or unreadable one is refused by name. */
final class Parameters {
    private static final int DATE_LENGTH = 10;
    /** Java knows moments a billion years away, whose milliseconds do not fit into a number. */
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private final Map<String, List<String>> values;

    /** @param known the names that the route takes */
    Parameters(Context request, String... known) {
        this.values = decode(request.queryString());
        List<String> names = Arrays.asList(known);
        for (String name : values.keySet()) {
            if (!names.contains(name)) {
                throw ProblemException.badParameter(
                        name, names.isEmpty() ? "none is taken here" : "not known; there are " + names);
            }
        }
    }

    /** As UTF-8, whatever charset the request claims: Javalin would take that one, and drop what does not fit. */
    private static Map<String, List<String>> decode(@Nullable String query) {
        Map<String, List<String>> decoded = new LinkedHashMap<>();
        if (query == null || query.isEmpty()) {
            return decoded;
        }
        for (String pair : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            try {
                decoded.computeIfAbsent(URLDecoder.decode(parts[0], StandardCharsets.UTF_8), n -> new ArrayList<>())
                        .add(parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                throw new ProblemException(400, "Bad parameter", "the query is not percent-encoded as it should be");
            }
        }
        return decoded;
    }

    private @Nullable String first(String name) {
        List<String> all = values.get(name);
        return all == null ? null : all.get(0);
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
        String text = first(name);
        if (text == null) {
            return null;
        }
        try {
            return read(text, days);
        } catch (DateTimeParseException e) {
            throw ProblemException.badParameter(name, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Reads a moment, or a date.
     *
     * @param days how far from the beginning of a date the moment lies that it means
     * @throws DateTimeParseException if it is neither, or centuries away
     */
    static Instant read(String text, int days) {
        Instant moment;
        try {
            moment = text.length() == DATE_LENGTH
                    ? LocalDate.parse(text)
                            .plusDays(days)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new DateTimeParseException(
                    "'" + text + "' is neither a date (2020-06-01) nor a moment (2020-06-01T12:00:00Z)", text, 0, e);
        }
        if (moment.isBefore(EARLIEST) || moment.isAfter(LATEST)) {
            throw new DateTimeParseException("'" + text + "' does not lie between 1900 and 2200", text, 0);
        }
        return moment;
    }

    @Nullable
    String text(String name) {
        return first(name);
    }

    Set<String> texts(String name) {
        return new LinkedHashSet<>(values.getOrDefault(name, List.of()));
    }

    /** One of an enumeration, in any case and with - for _; null if it is not given. */
    <E extends Enum<E>> @Nullable E oneOf(String name, Class<E> type) {
        String text = first(name);
        return text == null ? null : constant(name, text, type);
    }

    /** The same for a parameter that may be repeated. */
    <E extends Enum<E>> Set<E> someOf(String name, Class<E> type) {
        return texts(name).stream().map(text -> constant(name, text, type)).collect(Collectors.toSet());
    }

    private static <E extends Enum<E>> E constant(String name, String text, Class<E> type) {
        try {
            return Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw ProblemException.badParameter(
                    name, "'" + text + "' is none of " + Arrays.toString(type.getEnumConstants()));
        }
    }

    int number(String name, int otherwise, int most) {
        String text = first(name);
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
        String text = first(name);
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw ProblemException.badParameter(name, "'" + text + "' is neither true nor false");
    }
}
