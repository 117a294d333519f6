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

/** One KIKA incident as a revision. */
final class KikaRow {
    static final String ID = "SiND Event ID";
    static final String KIDNAPPED = "Aid Workers Kidnapped";

    private static final String KILLED = "Aid Workers Killed";
    private static final String INJURED = "Aid Workers Injured";
    private static final String ARRESTED = "Aid Workers Arrested";
    private static final String PRECISION = "Geo Precision";
    private static final String HEALTH_BUILDING = "Health Building";

    // Gathered from open sources and from aid organisations that do not name the place publicly; not verified
    // independently (Insecurity Insight's own caveat). As an entry of the desk.
    private static final double CONFIDENCE = 0.8;

    private static final int FIRST_YEAR = 1996; // of Insecurity Insight's data
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    /** {@code (2) 25 km precision}; the numbers are those of UCDP's where_prec. */
    private static final Pattern PRECISION_WORDS = Pattern.compile("\\(([1-6])\\).*");

    private static final int MAX_NAME = 200;
    private static final int MAX_HEADLINE = 300;

    private final RowFields fields;
    private final FeedContext context;

    KikaRow(RowFields fields, FeedContext context) {
        this.fields = fields;
        this.context = context;
    }

    RowOutcome outcome(long row, Supplier<String> raw) {
        @Nullable ReportId id = id();
        DaySpan span = span();
        Location location = location();
        int killed = fields.people(KILLED, 0);
        int injured = fields.people(INJURED, 0);
        int kidnapped = fields.people(KIDNAPPED, 0);
        int arrested = fields.people(ARRESTED, 0);
        Set<Target> targets = targets();
        Problem problem = fields.problem();
        if (problem != null || id == null) {
            Problem shown = problem != null ? problem : Problem.ofRow(Reason.MISSING_FIELD, "", ID + " is missing");
            return RowOutcome.Refused.of(shown, row, id, raw.get());
        }
        boolean onlyArrested = arrested > 0 && killed + injured + kidnapped == 0;
        IncidentType type = kidnapped > 0
                ? IncidentType.ABDUCTION
                : onlyArrested ? IncidentType.OTHER : KikaWeapon.typeOf(words("Weapon Carried/Used"), isCriminal());
        String harm = harm(killed, injured, kidnapped, arrested);
        String description = fields.oneLine("Event Description", MAX_HEADLINE);
        String actor = fields.oneLine("Reported Perpetrator Name", MAX_NAME);
        Report report = new Report(
                id,
                type,
                harm,
                targets,
                span.from(),
                span.to(),
                location,
                actor == null ? List.of() : List.of(actor),
                new Fatalities(killed, killed, killed),
                injured,
                kidnapped,
                CONFIDENCE,
                description == null ? "Aid workers " + harm : description,
                List.of("Insecurity Insight, SiND event " + id.sourceId()));
        return new RowOutcome.Accepted(row, new Revision(id, context.recordedAt(), context.recordedBy(), report));
    }

    private @Nullable ReportId id() {
        String text = fields.required(ID);
        if (text.isEmpty()) {
            return null;
        }
        if (!NUMBER.matcher(text).matches()) {
            fields.refuse(Reason.INVALID_NUMBER, ID, ID + " is a whole number");
            return null;
        }
        return new ReportId(KikaAdapter.SOURCE, text);
    }

    /** The file gives a day, and gives it rightly: of 73 descriptions that name the day, 72 name the same. */
    private DaySpan span() {
        String text = fields.required("Date");
        LocalDate day = UcdpLayout.Dates.ISO.parse(text).orElse(DaySpan.NO_DAY);
        if (day.equals(DaySpan.NO_DAY)) {
            fields.refuse(Reason.INVALID_DATE, "Date", "Date is not a date written YYYY-MM-DD");
        }
        DaySpan.check(fields, "Date", day, context.recordedAt(), FIRST_YEAR, "Insecurity Insight's data");
        return DaySpan.of(day, day);
    }

    /** An incident known only to a country has no coordinates; for the watched one its centre stands in. */
    private Location location() {
        String country = fields.oneLine("Country", MAX_NAME);
        String adm1 = informed("Admin 1");
        Matcher words = PRECISION_WORDS.matcher(fields.required(PRECISION));
        int precision = 6;
        if (words.matches()) {
            precision = Integer.parseInt(words.group(1));
        } else {
            fields.refuse(
                    Reason.UNKNOWN_VALUE,
                    PRECISION,
                    PRECISION + " must begin with (1) to (6), as '(2) 25 km precision'");
        }
        boolean standIn = precision == 6
                && country != null
                && PlacePrecision.isWatched(country)
                && fields.text("Latitude") == null
                && fields.text("Longitude") == null;
        GeoPoint point = standIn
                ? context.regions().countryCentroid()
                : Coordinates.of(fields, "Latitude", "Longitude", country, context.regions());
        Place place = PlacePrecision.ofUcdp(precision, point, adm1, null, context.regions());
        return new Location(point, place.extent(), place.uncertaintyKm(), null, adm1, null, country);
    }

    private Set<Target> targets() {
        Set<Target> targets = EnumSet.of(Target.AID_WORKERS);
        for (String harm : List.of("Killed", "Injured", "Kidnapped", "Arrested")) {
            if (fields.people("International Aid Workers " + harm, 0) > 0) {
                targets.add(Target.FOREIGN_WORKERS);
            }
        }
        if (HEALTH_BUILDING.equals(fields.text("Location of Incident"))) {
            targets.add(Target.HEALTH);
        }
        return targets;
    }

    private boolean isCriminal() {
        return words("Reported Perpetrator").equals("criminal");
    }

    private String words(String field) {
        String text = fields.text(field);
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }

    /** The field, unless it says "No information". */
    private @Nullable String informed(String field) {
        String text = fields.oneLine(field, MAX_NAME);
        return text == null || text.equalsIgnoreCase("No information") ? null : text;
    }

    private static String harm(int killed, int injured, int kidnapped, int arrested) {
        List<String> harms = new ArrayList<>();
        add(harms, "killed", killed);
        add(harms, "injured", injured);
        add(harms, "kidnapped", kidnapped);
        add(harms, "arrested", arrested);
        return harms.isEmpty() ? "no harm given" : String.join(", ", harms);
    }

    private static void add(List<String> harms, String harm, int people) {
        if (people > 0) {
            harms.add(people + " " + harm);
        }
    }
}
