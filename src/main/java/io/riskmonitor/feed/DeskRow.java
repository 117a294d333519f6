package io.riskmonitor.feed;

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
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One entry of the desk as a revision, whatever the format it came in. */
final class DeskRow {
    /** An entry that does not say how sure it is: a person stands behind it, but mostly one source. */
    static final double DEFAULT_CONFIDENCE = 0.8;

    private static final int EARLIEST_YEAR = 1946;
    private static final int MAX_ID = 200;
    private static final DeskTime NO_TIME = new DeskTime(Instant.EPOCH, Instant.EPOCH);

    private final RowFields fields;
    private final String source;
    private final FeedContext context;

    DeskRow(RowFields fields, String source, FeedContext context) {
        this.fields = fields;
        this.source = source;
        this.context = context;
    }

    RowOutcome outcome(long row, Supplier<String> raw) {
        @Nullable ReportId id = id();
        Instant recordedAt = recordedAt();
        @Nullable Report body = id == null || isRetracted() ? null : report(id, recordedAt);
        Problem problem = fields.problem();
        if (problem != null || id == null) {
            Problem shown = problem != null ? problem : Problem.ofRow(Reason.MISSING_FIELD, "", "id is missing");
            return RowOutcome.Refused.of(shown, row, id, raw.get());
        }
        return new RowOutcome.Accepted(row, new Revision(id, recordedAt, context.recordedBy(), body));
    }

    private @Nullable ReportId id() {
        String given = fields.text("source");
        if (given != null && !given.equals(source)) {
            fields.refuse(Reason.WRONG_SOURCE, "source", "entries read here are of source " + source);
        }
        String text = fields.required("id");
        String own = text.startsWith(source + ":")
                ? text.substring(source.length() + 1).strip()
                : text;
        if (own.isEmpty() || own.length() > MAX_ID) {
            fields.refuse(Reason.OUT_OF_RANGE, "id", "an id has 1 to " + MAX_ID + " characters");
            return null;
        }
        return new ReportId(source, own);
    }

    /** The row's own moment of learning, so that history can be entered as it became known; never after the reading. */
    private Instant recordedAt() {
        String text = fields.text("recordedAt");
        if (text == null) {
            return context.recordedAt();
        }
        DeskTime time = time("recordedAt", text);
        if (time.start().isAfter(context.recordedAt())) {
            String message = "recordedAt lies after " + context.recordedAt() + ", the moment of reading";
            fields.refuse(Reason.FUTURE_DATE, "recordedAt", message);
        }
        // What was recorded on a day is known for sure only when the day ends.
        return time.end().isAfter(context.recordedAt()) ? context.recordedAt() : time.end();
    }

    private boolean isRetracted() {
        String text = fields.text("retracted");
        if (text == null) {
            return false;
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1" -> true;
            case "false", "no", "0" -> false;
            default -> {
                fields.refuse(Reason.UNKNOWN_VALUE, "retracted", "retracted must be true or false");
                yield false;
            }
        };
    }

    /** The row's report, or null if the row was refused. */
    private @Nullable Report report(ReportId id, Instant recordedAt) {
        String typeText = fields.required("type");
        IncidentType type = typeText.isEmpty()
                ? IncidentType.OTHER
                : Choices.of(IncidentType.class, fields, "type", typeText).orElse(IncidentType.OTHER);
        DeskTime span = span(recordedAt);
        Location location = new DeskPlace(fields, context.regions()).location();
        Fatalities fatalities = fatalities();
        int injured = fields.people("injured", 0);
        int abducted = fields.people("abducted", 0);
        double confidence = fields.number("confidence", 0, 1, DEFAULT_CONFIDENCE);
        String headline = fields.text("headline");
        Set<Target> targets = targets(headline);
        if (fields.problem() != null) {
            return null;
        }
        String sourceType = fields.text("sourceType");
        return new Report(
                id,
                type,
                sourceType == null ? typeText : sourceType,
                targets,
                span.start(),
                span.end(),
                location,
                fields.list("actors"),
                fatalities,
                injured,
                abducted,
                confidence,
                headline == null ? headline(type, location) : Texts.oneLine(headline),
                fields.list("references"));
    }

    private DeskTime span(Instant recordedAt) {
        String fromText = fields.required("occurredFrom");
        if (fromText.isEmpty()) {
            return NO_TIME;
        }
        DeskTime from = time("occurredFrom", fromText);
        String toText = fields.text("occurredTo");
        DeskTime to = toText == null ? from : time("occurredTo", toText);
        if (fields.problem() != null) {
            return NO_TIME;
        }
        if (from.start().atOffset(ZoneOffset.UTC).getYear() < EARLIEST_YEAR) {
            fields.refuse(Reason.OUT_OF_RANGE, "occurredFrom", "occurredFrom is before " + EARLIEST_YEAR);
        } else if (from.start().isAfter(recordedAt)) {
            String message = "occurredFrom lies after " + recordedAt + ", when the row was recorded";
            fields.refuse(Reason.FUTURE_DATE, "occurredFrom", message);
        } else if (to.end().isBefore(from.start())) {
            fields.refuse(Reason.INVALID_DATE, "occurredTo", "occurredTo is before occurredFrom");
        }
        return fields.problem() == null ? new DeskTime(from.start(), to.end()) : NO_TIME;
    }

    private DeskTime time(String field, String text) {
        return DeskTime.parse(text).orElseGet(() -> {
            fields.refuse(Reason.INVALID_DATE, field, fields.nameOf(field) + " must be " + DeskTime.SHAPE);
            return NO_TIME;
        });
    }

    /** Our own counts have to be in order; unlike a foreign source's they can be corrected at once. */
    private Fatalities fatalities() {
        int low = fields.people("fatalitiesLow", 0);
        int best = fields.people("fatalitiesBest", low);
        int high = fields.people("fatalitiesHigh", best);
        low = fields.text("fatalitiesLow") == null ? best : low;
        if (fields.problem() == null && (low > best || best > high)) {
            String message = "fatalities low " + low + ", best " + best + ", high " + high + " are not in order";
            fields.refuse(Reason.OUT_OF_RANGE, "fatalitiesBest", message);
        }
        return fields.problem() == null ? new Fatalities(low, best, high) : Fatalities.NONE;
    }

    /** As entered; if nothing was, as the headline tells. */
    private Set<Target> targets(@Nullable String headline) {
        List<String> texts = fields.list("targets");
        if (texts.isEmpty() && headline != null) {
            return TextTargets.standard().in(headline);
        }
        Set<Target> targets = EnumSet.noneOf(Target.class);
        for (String text : texts) {
            Choices.of(Target.class, fields, "targets", text).ifPresent(targets::add);
        }
        return targets;
    }

    private static String headline(IncidentType type, Location location) {
        String words = type.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String place = location.placeName() != null
                ? location.placeName()
                : location.adm1() != null ? location.adm1() : location.country();
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + (place == null ? "" : ", " + place);
    }
}
