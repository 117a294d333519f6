package io.riskmonitor.feed;

import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.incident.Fatalities;
import io.riskmonitor.incident.IncidentType;
import io.riskmonitor.incident.Location;
import io.riskmonitor.incident.Report;
import io.riskmonitor.incident.ReportId;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.incident.Target;
import io.riskmonitor.text.Cell;
import io.riskmonitor.text.Problem;
import io.riskmonitor.text.Reason;
import io.riskmonitor.text.RowFields;
import io.riskmonitor.text.Texts;
import io.riskmonitor.text.Utf8Text;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One GDELT event of material conflict as a revision, or as not of interest. */
final class GdeltRow {
    private static final Pattern EVENT_ID = Pattern.compile("\\d{1,18}");
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.BASIC_ISO_DATE.withResolverStyle(ResolverStyle.STRICT);

    /**
     * Of the events that machines code as protests about one in five is one: 21 % of GDELT's records had a valid URL to
     * a real one (Wang, Kennedy, Lazer, Ramakrishnan, Science 353, 2016). No better figure is known for violence.
     */
    private static final double MACHINE_CODED = 0.2;
    /** An event that is not in an article's first paragraph (IsRootEvent 0) is mostly background to another. */
    private static final double MENTIONED_ASIDE = 0.1;

    /** GDELT turns "last month" into the day one month ago, and "last year" into the day one year ago. */
    private static final int OLDEST_DAYS = 31;

    private static final int FIRST_YEAR = 1979;
    private static final int MAX_NAME = 200;
    private static final int MAX_HEADLINE = 300;
    private static final int MAX_URL = 2_000;

    private final RowFields fields;
    private final FeedContext context;

    GdeltRow(List<String> values, FeedContext context) {
        Map<String, Cell> cells = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            String name = GdeltAdapter.NAMES.get(i);
            cells.put(name, new Cell(name, values.get(i)));
        }
        this.fields = new RowFields(cells);
        this.context = context;
        cells.values().stream()
                .filter(cell -> Utf8Text.isBroken(cell.text()))
                .findFirst()
                .ifPresent(cell -> fields.refuse(new Problem(
                        Reason.INVALID_ENCODING,
                        cell.name(),
                        Utf8Text.shown(cell.text()),
                        cell.name() + " has " + Utf8Text.ENCODING_HINT)));
    }

    static @Nullable ReportId id(String text) {
        return EVENT_ID.matcher(text).matches() ? new ReportId(GdeltAdapter.SOURCE, text) : null;
    }

    void refuseQuadClass() {
        fields.refuse(Reason.UNKNOWN_VALUE, "QuadClass", "QuadClass is one of 1, 2, 3, 4");
    }

    RowOutcome outcome(long row, Supplier<String> raw) {
        String idText = fields.required("GLOBALEVENTID");
        @Nullable ReportId id = id(idText);
        if (id == null) {
            fields.refuse(Reason.INVALID_NUMBER, "GLOBALEVENTID", "GLOBALEVENTID is a whole number");
        }
        Cameo code = code();
        @Nullable IncidentType type = code.type();
        if (fields.problem() == null && type == null) {
            return new RowOutcome.Ignored(row, id, "no-violence");
        }
        Instant recordedAt = recordedAt();
        DaySpan span = span(recordedAt);
        Location location = location();
        boolean root = fields.number("IsRootEvent", 0, 1, 1) == 1;
        Problem problem = fields.problem();
        if (problem != null || id == null || type == null) {
            Problem shown = problem != null ? problem : Problem.ofRow(Reason.MISSING_FIELD, "", "no event id");
            return RowOutcome.Refused.of(shown, row, id, raw.get());
        }
        String what = code.words() + " (CAMEO " + code.code() + ")";
        List<String> actors = Stream.of("Actor1Name", "Actor2Name")
                .map(name -> Optional.ofNullable(fields.oneLine(name, MAX_NAME)))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        Report report = new Report(
                id,
                type,
                what,
                targets(location),
                span.from(),
                span.to(),
                location,
                actors,
                Fatalities.NONE,
                0,
                type == IncidentType.ABDUCTION ? 1 : 0,
                root ? MACHINE_CODED : MENTIONED_ASIDE,
                Texts.shorten(
                        "Coded by machine: " + what + ": " + String.join(" – ", actors) + ", " + location.placeName(),
                        MAX_HEADLINE),
                references(id));
        return new RowOutcome.Accepted(row, new Revision(id, recordedAt, context.recordedBy(), report));
    }

    private Cameo code() {
        String text = fields.required("EventCode");
        return Cameo.of(text).orElseGet(() -> {
            fields.refuse(Reason.UNKNOWN_VALUE, "EventCode", "no CAMEO code of material conflict (15 to 20)");
            return Cameo.USE_FORCE;
        });
    }

    private Instant recordedAt() {
        String text = fields.required("DATEADDED");
        try {
            Instant added = LocalDateTime.parse(text, SECONDS).toInstant(ZoneOffset.UTC);
            if (added.isAfter(context.recordedAt())) {
                String message = "DATEADDED lies after " + context.recordedAt() + ", the moment of reading";
                fields.refuse(Reason.FUTURE_DATE, "DATEADDED", message);
            }
            return added;
        } catch (DateTimeException e) {
            fields.refuse(Reason.INVALID_DATE, "DATEADDED", "DATEADDED is not a time written YYYYMMDDHHMMSS");
            return context.recordedAt();
        }
    }

    /**
     * The day, if the article speaks of that day or the one before. An older day is reckoned from words like "last week"
     * or "last month", so it stands for that much time around it. One that lies further back is refused: it is "last
     * year" or "a decade ago" on the article's own day, and the article may be about anything.
     */
    private DaySpan span(Instant recordedAt) {
        LocalDate day = DaySpan.NO_DAY;
        try {
            day = LocalDate.parse(fields.required("SQLDATE"), DAY);
        } catch (DateTimeException e) {
            fields.refuse(Reason.INVALID_DATE, "SQLDATE", "SQLDATE is not a day written YYYYMMDD");
        }
        DaySpan.check(fields, "SQLDATE", day, recordedAt, FIRST_YEAR, "GDELT's data");
        long age =
                ChronoUnit.DAYS.between(day, recordedAt.atOffset(ZoneOffset.UTC).toLocalDate());
        if (fields.problem() == null && age > OLDEST_DAYS) {
            String message = "SQLDATE lies " + age + " days before DATEADDED; GDELT reckons such days from words like"
                    + " \"last year\"";
            fields.refuse(Reason.INVALID_DATE, "SQLDATE", message);
        }
        return DaySpan.around(day, fields.problem() != null || age <= 1 ? 0 : (int) age / 2);
    }

    /** ActionGeo_Type: 1 country and 2, 5 first-level unit come with a centroid, 3, 4 with a town; 0 is no place. */
    private Location location() {
        int kind = (int) fields.number("ActionGeo_Type", 0, 5, 0);
        if (kind == 0) {
            fields.refuse(Reason.MISSING_FIELD, "ActionGeo_Type", "the action has no place");
        }
        String fullName = fields.required("ActionGeo_FullName");
        List<String> parts =
                Stream.of(fullName.split(",", -1)).map(String::strip).toList();
        String country = Texts.shorten(parts.get(parts.size() - 1), MAX_NAME);
        GeoPoint point = Coordinates.of(fields, "ActionGeo_Lat", "ActionGeo_Long", country, context.regions());
        boolean isUnit = kind == 2 || kind == 5;
        String adm1 = isUnit ? named(parts.get(0)) : parts.size() == 3 ? named(parts.get(1)) : null;
        PlacePrecision.Place place =
                PlacePrecision.ofUcdp(kind == 1 ? 6 : isUnit ? 4 : 2, point, adm1, null, context.regions());
        return new Location(
                point,
                place.extent(),
                place.uncertaintyKm(),
                Texts.shorten(Texts.oneLine(fullName), MAX_NAME),
                kind == 1 ? null : adm1,
                null,
                country.isEmpty() ? null : country);
    }

    /** GDELT writes {@code Mali (general)} where it does not know the unit. */
    private static @Nullable String named(String unit) {
        return unit.isEmpty() || unit.endsWith("(general)") ? null : Texts.shorten(unit, MAX_NAME);
    }

    private Set<Target> targets(Location location) {
        Set<Target> targets = EnumSet.noneOf(Target.class);
        for (String field : List.of("Actor2Type1Code", "Actor2Type2Code", "Actor2Type3Code")) {
            String code = fields.text(field);
            Cameo.target(code == null ? "" : code).ifPresent(targets::add);
        }
        boolean inChina = "China".equals(location.country());
        if ("CHN".equals(fields.text("Actor2CountryCode")) && !inChina) {
            targets.add(Target.CHINESE_NATIONALS);
        }
        return targets;
    }

    private List<String> references(ReportId id) {
        List<String> references = new ArrayList<>();
        references.add("GDELT event " + id.sourceId());
        String url = fields.text("SOURCEURL");
        // Half a URL leads nowhere.
        if (url != null && url.length() <= MAX_URL) {
            references.add(url);
        }
        return references;
    }
}
