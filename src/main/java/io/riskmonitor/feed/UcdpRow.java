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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One UCDP event as a revision. */
final class UcdpRow {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("(\\d{1,18})(\\.0*)?");
    private static final Pattern WKT_POINT = Pattern.compile("POINT\\s*\\(\\s*(\\S+)\\s+(\\S+)\\s*\\)");
    private static final Pattern PEACEKEEPERS =
            Pattern.compile("\\b(MINUSMA|AFISMA|MINUSCA|MONUSCO|UNMISS|UNAMID|UNIFIL|AMISOM|United Nations|UN)\\b");
    private static final String STATE_PREFIX = "Government of ";

    // event_clarity 1: the event is described in detail; 2: it is one of several in a summary figure (GED codebook).
    private static final double CLEAR = 0.95;
    private static final double SUMMARISED = 0.8;
    private static final double CLARITY_UNKNOWN = 0.85;
    // A Candidate row that UCDP itself still marks "Check …" may yet be dropped.
    private static final double STILL_CHECKED = 0.9;

    private static final int MAX_REFERENCES = 10;
    private static final int MAX_REFERENCE = 300;
    private static final int MAX_HEADLINE = 300;
    private static final int MAX_PLACE_NAME = 200;
    private static final int MAX_SOURCE_HEADLINE = 120;

    private final RowFields fields;
    private final UcdpLayout layout;
    private final FeedContext context;

    UcdpRow(RowFields fields, UcdpLayout layout, FeedContext context) {
        this.fields = fields;
        this.layout = layout;
        this.context = context;
    }

    RowOutcome outcome(long row, Supplier<String> raw) {
        @Nullable ReportId id = id();
        DaySpan span = span();
        GeoPoint point = point();
        Place place = place(point);
        UcdpViolence violence = violence();
        Fatalities fatalities = fatalities();
        double confidence = confidence();
        String sideA = fields.required("side_a");
        String sideB = fields.required("side_b");
        Problem problem = fields.problem();
        if (problem != null || id == null) {
            Problem shown = problem != null ? problem : Problem.ofRow(Reason.MISSING_FIELD, "", "id is missing");
            return RowOutcome.Refused.of(shown, row, id, raw.get());
        }
        Location location = new Location(
                point,
                place.extent(),
                place.uncertaintyKm(),
                fields.oneLine("where_coordinates", MAX_PLACE_NAME),
                fields.oneLine("adm_1", MAX_PLACE_NAME),
                fields.oneLine("adm_2", MAX_PLACE_NAME),
                fields.oneLine("country", MAX_PLACE_NAME));
        boolean onPeacekeepers = PEACEKEEPERS.matcher(sideB).find();
        Report report = new Report(
                id,
                onPeacekeepers ? IncidentType.ATTACK_ON_PEACEKEEPERS : violence.type(),
                violence.words(),
                targets(violence, sideA, sideB, onPeacekeepers),
                span.from(),
                span.to(),
                location,
                sideA.equals(sideB) ? List.of(sideA) : List.of(sideA, sideB),
                fatalities,
                0,
                0,
                confidence,
                headline(violence, sideA, sideB, location),
                references(id));
        return new RowOutcome.Accepted(row, new Revision(id, context.recordedAt(), context.recordedBy(), report));
    }

    private @Nullable ReportId id() {
        String text = fields.required("id");
        if (text.isEmpty()) {
            return null;
        }
        Matcher number = WHOLE_NUMBER.matcher(text);
        if (!number.matches()) {
            fields.refuse(Reason.INVALID_NUMBER, "id", "UCDP event ids are whole numbers");
            return null;
        }
        // 45195 and 45195.0, as a spreadsheet writes it, are one event.
        return new ReportId(UcdpAdapter.SOURCE, String.valueOf(Long.parseLong(number.group(1))));
    }

    private DaySpan span() {
        int precision = (int) fields.number("date_prec", 1, 5, 1);
        if (layout == UcdpLayout.GED_14) {
            return UcdpSpan.ofParts(fields, context.recordedAt());
        }
        LocalDate start = day("date_start");
        LocalDate end = day("date_end");
        return UcdpSpan.of(fields, start, end, precision, context.recordedAt());
    }

    private LocalDate day(String field) {
        String text = fields.required(field);
        return layout.dates().parse(text).orElseGet(() -> {
            String message = fields.nameOf(field) + " is not a date written "
                    + layout.dates().shape() + "; a spreadsheet may have re-saved the file";
            fields.refuse(Reason.INVALID_DATE, field, message);
            return DaySpan.NO_DAY;
        });
    }

    private GeoPoint point() {
        GeoPoint point = Coordinates.of(fields, "latitude", "longitude", fields.text("country"), context.regions());
        if (fields.problem() == null && isSwappedInWkt(point)) {
            fields.refuse(Reason.INVALID_COORDINATES, "latitude", "latitude and longitude look swapped");
        }
        return point;
    }

    /**
     * Whether geom_wkt, which says longitude first, holds the same two numbers the other way round. Another
     * disagreement refuses nothing: release 23.1 has a row whose geom_wkt lost the sign of its latitude.
     */
    private boolean isSwappedInWkt(GeoPoint point) {
        String wkt = fields.text("geom_wkt");
        Matcher matcher = WKT_POINT.matcher(wkt == null ? "" : wkt);
        if (!matcher.matches()) {
            return false;
        }
        try {
            double x = Double.parseDouble(matcher.group(1));
            double y = Double.parseDouble(matcher.group(2));
            boolean agrees = isSame(x, point.lon()) && isSame(y, point.lat());
            return !agrees && isSame(x, point.lat()) && isSame(y, point.lon());
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isSame(double a, double b) {
        return Math.abs(a - b) < 1e-3;
    }

    /** A row without a precision counts as near its point, never as exact. */
    private Place place(GeoPoint point) {
        int precision = (int) fields.number("where_prec", 1, 7, 2);
        return PlacePrecision.ofUcdp(precision, point, fields.text("adm_1"), fields.text("adm_2"), context.regions());
    }

    private UcdpViolence violence() {
        String text = fields.required("type_of_violence");
        return UcdpViolence.of(text).orElseGet(() -> {
            String message = "type_of_violence must be 1, 2, 3 or " + UcdpViolence.allWords();
            fields.refuse(Reason.UNKNOWN_VALUE, "type_of_violence", message);
            return UcdpViolence.STATE_BASED;
        });
    }

    /**
     * Some 1 to 2 % of UCDP's rows have a best estimate outside of low and high. The best one stands, and the bounds are
     * widened to hold it and each other; a bound that is missing is the best estimate.
     */
    private Fatalities fatalities() {
        fields.required("best");
        int best = fields.people("best", 0);
        int low = fields.people("low", best);
        int high = fields.people("high", best);
        return new Fatalities(Math.min(best, Math.min(low, high)), best, Math.max(best, Math.max(low, high)));
    }

    private double confidence() {
        int clarity = (int) fields.number("event_clarity", 1, 2, 0);
        double confidence = clarity == 1 ? CLEAR : clarity == 2 ? SUMMARISED : CLARITY_UNKNOWN;
        String status = fields.text("code_status");
        boolean open = status != null && status.toLowerCase(Locale.ROOT).startsWith("check");
        return open ? confidence * STILL_CHECKED : confidence;
    }

    /** In state-based violence one side is a state's armed force: SECURITY_FORCES, never GOVERNMENT, which is civil. */
    private static Set<Target> targets(UcdpViolence violence, String sideA, String sideB, boolean onPeacekeepers) {
        Set<Target> targets = EnumSet.noneOf(Target.class);
        if (violence == UcdpViolence.ONE_SIDED) {
            targets.add(Target.CIVILIANS);
        }
        boolean hasState = sideA.startsWith(STATE_PREFIX) || sideB.startsWith(STATE_PREFIX);
        if (violence == UcdpViolence.STATE_BASED && hasState) {
            targets.add(Target.SECURITY_FORCES);
        }
        if (onPeacekeepers) {
            targets.add(Target.PEACEKEEPERS);
        }
        return targets;
    }

    private String headline(UcdpViolence violence, String sideA, String sideB, Location location) {
        String where = location.placeName() != null
                ? (location.uncertaintyKm() <= PlacePrecision.EXACT_KM ? ", " : ", near ") + location.placeName()
                : location.country() != null ? ", " + location.country() : "";
        String text = violence.words() + ": " + sideA + " – " + sideB + where;
        String source = fields.oneLine("source_headline", MAX_SOURCE_HEADLINE);
        String full = source == null ? text : text + " (" + source + ")";
        return Texts.shorten(full, MAX_HEADLINE);
    }

    /** The event itself, then its sources: {@code "office,date,headline";"office,date,headline"}. */
    private List<String> references(ReportId id) {
        List<String> references = new ArrayList<>();
        references.add("UCDP GED event " + id.sourceId());
        String article = fields.oneLine("source_article", Integer.MAX_VALUE);
        if (article != null) {
            for (String piece : article.split("\"\\s*;\\s*\"", MAX_REFERENCES + 1)) {
                String source = piece.replaceAll("^\"|\"$", "").strip();
                if (!source.isEmpty() && references.size() <= MAX_REFERENCES) {
                    references.add(Texts.shorten(source, MAX_REFERENCE));
                }
            }
        }
        return references;
    }
}
