package io.riskmonitor.feed;

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
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One CAP alert as revisions: its own report, and the earlier alerts that it replaces or takes back. */
final class CapAlert {
    private static final int EARLIEST_YEAR = 1946;
    private static final int MAX_ID_PART = 100;
    /** CAP forbids blanks and commas in both parts, as references are lists of them. */
    private static final Pattern ID_PART = Pattern.compile("[^\\s,<&]{1," + MAX_ID_PART + "}");

    private static final int MAX_HEADLINE = 300;
    private static final int MAX_EVENT = 100;
    private static final int MAX_REFERENCES = 100;
    private static final int MAX_URL = 2_000;

    private final RowFields fields;
    private final List<CapElement> areas;
    private final List<String> categories;
    private final boolean allClear;
    private final FeedContext context;

    CapAlert(CapElement alert, FeedContext context) {
        this.context = context;
        Optional<CapElement> info = info(alert);
        Map<String, Cell> cells = new LinkedHashMap<>();
        Stream.concat(Stream.of(alert), info.stream())
                .flatMap(element -> element.children().stream())
                .filter(child -> child.children().isEmpty())
                .forEach(child -> cells.putIfAbsent(child.name(), new Cell(child.name(), child.text())));
        this.areas = info.map(one -> one.all("area")).orElse(List.of());
        List<String> names =
                areas.stream().flatMap(area -> area.texts("areaDesc").stream()).toList();
        cells.put("areaDesc", new Cell("areaDesc", names.isEmpty() ? "" : names.get(0)));
        this.categories = info.map(one -> one.texts("category")).orElse(List.of());
        this.allClear =
                info.map(one -> one.texts("responseType").contains("AllClear")).orElse(false);
        this.fields = new RowFields(cells);
    }

    /** @param before the number of the last row before this alert's */
    List<RowOutcome> outcomes(long before) {
        long row = before + 1;
        @Nullable ReportId id = ownId();
        Instant sent = sent();
        boolean actual = choice(CapScales.Status.class, "status", CapScales.Status.TEST) == CapScales.Status.ACTUAL;
        CapScales.MessageType type = choice(CapScales.MessageType.class, "msgType", CapScales.MessageType.ERROR);
        if (fields.problem() != null || id == null) {
            return List.of(refused(row, id));
        }
        if (!actual) {
            return List.of(new RowOutcome.Ignored(row, id, "not-actual"));
        }
        return switch (type) {
            case ALERT -> List.of(own(row, id, sent));
            case UPDATE -> {
                List<RowOutcome> all = new ArrayList<>(takenBack(row, id, sent));
                all.add(own(row + all.size(), id, sent));
                yield all;
            }
            case CANCEL -> takenBack(row, id, sent);
            case ACK, ERROR -> List.of(new RowOutcome.Ignored(row, id, "no-alert"));
        };
    }

    private RowOutcome own(long row, ReportId id, Instant sent) {
        if (allClear) {
            return new RowOutcome.Ignored(row, id, "all-clear");
        }
        @Nullable IncidentType category = category();
        if (category == null && fields.problem() == null) {
            return new RowOutcome.Ignored(row, id, "not-security");
        }
        CapScales.Severity severity = choice(CapScales.Severity.class, "severity", CapScales.Severity.UNKNOWN);
        CapScales.Urgency urgency = choice(CapScales.Urgency.class, "urgency", CapScales.Urgency.UNKNOWN);
        CapScales.Certainty certainty = choice(CapScales.Certainty.class, "certainty", CapScales.Certainty.UNKNOWN);
        String event = Texts.shorten(Texts.oneLine(fields.required("event")), MAX_EVENT);
        Instant from = from(sent);
        Location location = new CapPlace(fields, areas, context.regions()).location();
        if (fields.problem() != null || category == null) {
            return refused(row, id);
        }
        String headline = fields.oneLine("headline", MAX_HEADLINE);
        Report report = new Report(
                id,
                urgency.of(severity.of(category)),
                event + " (" + words(severity) + ", " + words(urgency) + ", " + words(certainty) + ")",
                targets(event),
                from,
                sent,
                location,
                List.of(),
                Fatalities.NONE,
                0,
                0,
                certainty.confidence() * urgency.weight(),
                headline == null ? event : headline,
                references(id));
        return new RowOutcome.Accepted(row, new Revision(id, sent, context.recordedBy(), report));
    }

    /** CAP has no field for who or what is threatened. */
    private Set<Target> targets(String event) {
        String text = Stream.of(event, fields.longText("headline"), fields.longText("description"))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(".\n"));
        return TextTargets.standard().in(text);
    }

    /** {@code sender,identifier,sent} of each earlier alert, between blanks. */
    private List<RowOutcome> takenBack(long row, ReportId id, Instant sent) {
        String text = fields.text("references");
        String[] references = text == null ? new String[0] : text.split("\\s+", MAX_REFERENCES + 1);
        if (references.length == 0 || references.length > MAX_REFERENCES) {
            String message = "an Update or Cancel refers to 1 to " + MAX_REFERENCES + " alerts";
            fields.refuse(Reason.MISSING_FIELD, "references", message);
            return List.of(refused(row, id));
        }
        List<RowOutcome> outcomes = new ArrayList<>();
        for (String reference : references) {
            long own = row + outcomes.size();
            String[] parts = reference.split(",", -1);
            Optional<ReportId> earlier = parts.length == 3 ? id(parts[0], parts[1]) : Optional.empty();
            outcomes.add(earlier.<RowOutcome>map(which ->
                            new RowOutcome.Accepted(own, new Revision(which, sent, context.recordedBy(), null)))
                    .orElseGet(() -> RowOutcome.Refused.of(notAReference(reference), own, null, fields.shown())));
        }
        return outcomes;
    }

    private static Problem notAReference(String text) {
        return new Problem(Reason.UNKNOWN_VALUE, "references", text, "a reference is sender,identifier,sent");
    }

    private @Nullable ReportId ownId() {
        String sender = fields.required("sender");
        String identifier = fields.required("identifier");
        Optional<ReportId> id = id(sender, identifier);
        if (id.isEmpty()) {
            String field = ID_PART.matcher(sender).matches() ? "identifier" : "sender";
            String message = field + " has 1 to " + MAX_ID_PART + " characters and no blanks or commas";
            fields.refuse(Reason.UNKNOWN_VALUE, field, message);
        }
        return id.orElse(null);
    }

    private static Optional<ReportId> id(String sender, String identifier) {
        return ID_PART.matcher(sender).matches() && ID_PART.matcher(identifier).matches()
                ? Optional.of(new ReportId(CapAdapter.SOURCE, sender + "," + identifier))
                : Optional.empty();
    }

    private Instant sent() {
        Optional<Instant> sent = time("sent", fields.required("sent"));
        if (sent.isPresent() && sent.get().isAfter(context.recordedAt())) {
            String message = "sent lies after " + context.recordedAt() + ", the moment of reading";
            fields.refuse(Reason.FUTURE_DATE, "sent", message);
        }
        return sent.orElse(context.recordedAt());
    }

    /** What has begun began at its onset; a warning of what is to come has happened when it was sent. */
    private Instant from(Instant sent) {
        String onset = fields.text("onset");
        Instant from = onset == null ? sent : time("onset", onset).orElse(sent);
        return from.isBefore(sent) ? from : sent;
    }

    private Optional<Instant> time(String field, String text) {
        try {
            Instant moment = OffsetDateTime.parse(text).toInstant();
            if (moment.atOffset(ZoneOffset.UTC).getYear() < EARLIEST_YEAR) {
                fields.refuse(Reason.OUT_OF_RANGE, field, field + " is before " + EARLIEST_YEAR);
            }
            return Optional.of(moment);
        } catch (DateTimeException e) {
            String message = field + " must be a time with its offset such as 2015-11-20T07:00:00-00:00";
            fields.refuse(Reason.INVALID_DATE, field, message);
            return Optional.empty();
        }
    }

    /** The first category that is of interest, or null. */
    private @Nullable IncidentType category() {
        if (categories.isEmpty()) {
            fields.refuse(Reason.MISSING_FIELD, "category", "category is missing");
        }
        return categories.stream()
                .flatMap(text -> Choices.of(CapScales.Category.class, fields, "category", text).stream())
                .flatMap(category -> Optional.ofNullable(category.type()).stream())
                .findFirst()
                .orElse(null);
    }

    private <E extends Enum<E>> E choice(Class<E> kind, String field, E otherwise) {
        String text = fields.required(field);
        return text.isEmpty()
                ? otherwise
                : Choices.of(kind, fields, field, text).orElse(otherwise);
    }

    private List<String> references(ReportId id) {
        List<String> references = new ArrayList<>();
        references.add("CAP alert " + id.sourceId());
        String web = fields.text("web");
        if (web != null && web.length() <= MAX_URL) {
            references.add(web);
        }
        return references;
    }

    private RowOutcome refused(long row, @Nullable ReportId id) {
        Problem problem = fields.problem();
        Problem shown = problem != null ? problem : Problem.ofRow(Reason.MISSING_FIELD, "", "no id");
        return RowOutcome.Refused.of(shown, row, id, fields.shown());
    }

    /** One alert may be told in several languages; English is taken, else French, else the first. */
    private static Optional<CapElement> info(CapElement alert) {
        return alert.all("info").stream().min(Comparator.comparingInt(CapAlert::rank));
    }

    private static int rank(CapElement info) {
        String language = info.first("language").orElse("en-US").toLowerCase(Locale.ROOT);
        return language.startsWith("en") ? 0 : language.startsWith("fr") ? 1 : 2;
    }

    private static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
