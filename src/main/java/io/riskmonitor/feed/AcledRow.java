package io.riskmonitor.feed;

import io.riskmonitor.feed.PlacePrecision.Place;
import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.incident.Fatalities;
import io.riskmonitor.incident.IncidentType;
import io.riskmonitor.incident.Location;
import io.riskmonitor.incident.Report;
import io.riskmonitor.incident.ReportId;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.incident.Target;
import io.riskmonitor.text.Problem;
import io.riskmonitor.text.Reason;
import io.riskmonitor.text.RowFields;
import io.riskmonitor.text.Texts;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One row of ACLED, an event or a deletion, as a revision. */
final class AcledRow {
    static final String ID = "event_id_cnty";
    static final String DELETED = "deleted_timestamp";

    private static final DateTimeFormatter IN_WORDS = new DateTimeFormatterBuilder()
            .appendPattern("d MMMM ")
            .appendValue(ChronoField.YEAR, 4)
            .toFormatter(Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT);

    /** Coded by researchers from several kinds of sources and reviewed weekly, but on each event's own reports alone. */
    private static final double CONFIDENCE = 0.85;

    private static final int FIRST_YEAR = 1997;
    private static final double LAST_SECOND = 253_402_300_799.0; // the end of the year 9999
    private static final int MAX_ID = 200;
    private static final int MAX_NAME = 200;
    private static final int MAX_HEADLINE = 300;
    private static final int MAX_NOTES = 120;
    private static final int MAX_REFERENCES = 10;
    private static final int MAX_REFERENCE = 300;

    private final RowFields fields;
    private final FeedContext context;
    private final AcledSides sides;

    AcledRow(RowFields fields, FeedContext context) {
        this.fields = fields;
        this.context = context;
        this.sides = new AcledSides(fields);
    }

    /** @param isDeletion whether the row stands in a list of deletions */
    RowOutcome outcome(long row, boolean isDeletion, Supplier<String> raw) {
        @Nullable ReportId id = id();
        Instant recordedAt = recordedAt(isDeletion ? DELETED : "timestamp");
        @Nullable Report body = id == null || isDeletion ? null : report(id, recordedAt);
        Problem problem = fields.problem();
        if (problem != null || id == null) {
            Problem shown = problem != null ? problem : Problem.ofRow(Reason.MISSING_FIELD, "", ID + " is missing");
            return RowOutcome.Refused.of(shown, row, id, raw.get());
        }
        return new RowOutcome.Accepted(row, new Revision(id, recordedAt, context.recordedBy(), body));
    }

    private @Nullable ReportId id() {
        String text = fields.required(ID);
        if (text.length() > MAX_ID) {
            fields.refuse(Reason.OUT_OF_RANGE, ID, "an id has at most " + MAX_ID + " characters");
        }
        return text.isEmpty() || text.length() > MAX_ID ? null : new ReportId(AcledAdapter.SOURCE, text);
    }

    /** When ACLED uploaded this version of the row or deleted it, seconds since 1970; copies without it: the reading. */
    private Instant recordedAt(String field) {
        if (fields.text(field) == null) {
            return context.recordedAt();
        }
        Instant uploaded = Instant.ofEpochSecond((long) fields.number(field, 0, LAST_SECOND, 0));
        if (uploaded.isAfter(context.recordedAt())) {
            String message = fields.nameOf(field) + " lies after " + context.recordedAt() + ", the moment of reading";
            fields.refuse(Reason.FUTURE_DATE, field, message);
        }
        return uploaded;
    }

    /** The row's report, or null if the row was refused. */
    private @Nullable Report report(ReportId id, Instant recordedAt) {
        AcledEvent event = event();
        IncidentType plainType = type(event);
        DaySpan span = span(recordedAt);
        Location location = location();
        int dead = fields.people("fatalities", 0);
        Set<Target> targets = targets(plainType);
        List<String> references = references(id);
        if (fields.problem() != null) {
            return null;
        }
        List<String> actors = sides.actors();
        IncidentType type = AcledSides.refined(plainType, targets);
        return new Report(
                id,
                type,
                event.words(),
                targets,
                span.from(),
                span.to(),
                location,
                actors,
                new Fatalities(dead, dead, dead),
                0,
                // By its definition somebody was taken; how many stands in the notes only.
                type == IncidentType.ABDUCTION ? 1 : 0,
                CONFIDENCE,
                headline(event, actors, location),
                references);
    }

    /** Infrastructure and foreigners mostly stand in the notes only. Arrests and agreements tell of earlier harm there. */
    private Set<Target> targets(IncidentType type) {
        Set<Target> named = sides.targets(type);
        return type == IncidentType.OTHER ? named : TextTargets.standard().added(named, fields.longText("notes"));
    }

    private AcledEvent event() {
        String eventType = fields.required("event_type");
        String subType = fields.has("sub_event_type") ? fields.required("sub_event_type") : null;
        return AcledEvent.of(eventType, subType).orElseGet(() -> {
            boolean knownType = AcledEvent.of(eventType, null).isPresent();
            String field = knownType && subType != null ? "sub_event_type" : "event_type";
            fields.refuse(Reason.UNKNOWN_VALUE, field, "ACLED's codebook has no such " + field.replace('_', ' '));
            return AcledEvent.OTHER;
        });
    }

    private IncidentType type(AcledEvent event) {
        if (event != AcledEvent.OLD_DEMONSTRATION) {
            return event.type();
        }
        return AcledEvent.ofOldDemonstration(sides.first(), sides.second()).orElseGet(() -> {
            String message = "Riots/Protests needs rioters (5) or protesters (6) to tell which it is";
            fields.refuse(Reason.UNKNOWN_VALUE, "inter1", message);
            return event.type();
        });
    }

    /**
     * time_precision (Codebook, "Time precision codes"): 1 the day is known; 2 the week or weekend is, and a day of it
     * stands for it; 3 the month is, and its middle stands for it.
     */
    private DaySpan span(Instant recordedAt) {
        LocalDate day = day(fields.required("event_date"));
        DaySpan.check(fields, "event_date", day, recordedAt, FIRST_YEAR, "ACLED's data");
        int precision = (int) fields.number("time_precision", 1, 3, 1);
        DaySpan span = switch (precision) {
            case 2 -> DaySpan.around(day, 3);
            case 3 -> DaySpan.of(day.withDayOfMonth(1), day.with(TemporalAdjusters.lastDayOfMonth()));
            default -> DaySpan.of(day, day);
        };
        return span;
    }

    private LocalDate day(String text) {
        try {
            return UcdpLayout.Dates.ISO.parse(text).orElseGet(() -> LocalDate.parse(text, IN_WORDS));
        } catch (DateTimeException e) {
            String message = "event_date must be written 2019-02-22 or 22 February 2019";
            fields.refuse(Reason.INVALID_DATE, "event_date", message);
            return DaySpan.NO_DAY;
        }
    }

    private Location location() {
        String country = fields.oneLine("country", MAX_NAME);
        String adm1 = fields.oneLine("admin1", MAX_NAME);
        GeoPoint point = Coordinates.of(fields, "latitude", "longitude", country, context.regions());
        // A row without a precision counts as one for the surroundings of a town, never as exact.
        int precision = (int) fields.number("geo_precision", 1, 3, 2);
        Place place = PlacePrecision.ofAcled(precision, point, adm1, context.regions());
        return new Location(
                point,
                place.extent(),
                place.uncertaintyKm(),
                fields.oneLine("location", MAX_NAME),
                adm1,
                fields.oneLine("admin2", MAX_NAME),
                country);
    }

    private String headline(AcledEvent event, List<String> actors, Location location) {
        String where = location.placeName() != null ? location.placeName() : String.valueOf(location.country());
        String notes = fields.oneLine("notes", MAX_NOTES);
        String text = event.words() + (actors.isEmpty() ? "" : ": " + String.join(" – ", actors)) + ", " + where;
        return Texts.shorten(notes == null ? text : text + " (" + notes + ")", MAX_HEADLINE);
    }

    /** The event itself, then the sources it was coded from, separated by semicolons. */
    private List<String> references(ReportId id) {
        List<String> references = new ArrayList<>();
        references.add("ACLED event " + id.sourceId());
        String sources = fields.text("source");
        if (sources != null) {
            for (String source : sources.split(";", MAX_REFERENCES + 1)) {
                if (!source.isBlank() && references.size() <= MAX_REFERENCES) {
                    references.add(Texts.shorten(Texts.oneLine(source), MAX_REFERENCE));
                }
            }
        }
        return references;
    }
}
