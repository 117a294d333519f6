package io.riskmonitor.notify;

import io.riskmonitor.alert.Alert;
import io.riskmonitor.alert.AlertKind;
import io.riskmonitor.geo.Names;
import io.riskmonitor.geo.Region;
import io.riskmonitor.geo.RegionIndex;
import io.riskmonitor.registry.Project;
import io.riskmonitor.registry.Site;
import io.riskmonitor.risk.SubjectId;
import io.riskmonitor.text.UrlText;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Alerts in the Common Alerting Protocol 1.2 (OASIS, 2010): one document for each revision of an alert, in three languages,
 * and an Atom feed (RFC 4287) that leads to them.
 */
public final class CapPublisher {
    static final String CAP = "urn:oasis:names:tc:emergency:cap:1.2";
    static final String ATOM = "http://www.w3.org/2005/Atom";

    /** In the order in which the alerts' first readers need them. */
    private static final List<Language> LANGUAGES = List.of(Language.ZH, Language.FR, Language.EN);
    /** CAP's own form: no fractions, and a minus before the zero offset of UTC. */
    private static final DateTimeFormatter CAP_TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss'-00:00'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** Receivers, this monitor's own among them, take no endless lists. */
    private static final int MOST_REFERENCES = 100;

    private static final String SERVICE = "mali-risk-monitor";

    private final ProjectLookup projects;
    private final RegionIndex regions;
    private final AlertReader reader;
    private final String address;
    private final boolean isSimulated;

    /**
     * @param address where the monitor is served, such as {@code https://risk.example.org}: it stands in links, and its host
     *     in the sender's name
     * @param isSimulated whether time itself is made up, and so is everything that happens in it
     */
    public CapPublisher(
            AlertReader reader, ProjectLookup projects, RegionIndex regions, String address, boolean isSimulated) {
        this.reader = reader;
        this.projects = projects;
        this.regions = regions;
        this.address = address;
        this.isSimulated = isSimulated;
    }

    /**
     * The document of a revision.
     *
     * @param history the alert's revisions that are still held, oldest first
     * @throws NoSuchElementException if the revision is not among them
     */
    public String document(List<Alert> history, int revision) {
        Alert alert = history.stream()
                .filter(one -> one.revision() == revision)
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("revision " + revision + " is not held"));
        List<Alert> earlier =
                history.stream().filter(one -> one.revision() < revision).toList();
        Bulletin bulletin = reader.read(alert);
        // Once an exercise, always one: a simulated incident that is taken back leaves no trace in the last revision.
        boolean exercise = isSimulated
                || bulletin.isSimulated()
                || earlier.stream().anyMatch(one -> reader.read(one).isSimulated());
        CapTerms terms = CapTerms.of(alert);
        XmlText xml = new XmlText("alert", CAP)
                .element("identifier", identifier(alert, revision))
                .element("sender", sender())
                .element("sent", sent(alert.updatedAt()))
                .element("status", exercise ? "Exercise" : "Actual")
                .element("msgType", terms.messageType())
                .element("scope", "Restricted")
                .element("restriction", "Whoever the operator of this monitor has given access")
                .element("note", exercise ? "SIMULATED: rests on made-up incidents" : null)
                .element("references", revision == 1 ? null : references(alert, earlier));
        List<CapArea> areas = areas(alert, bulletin);
        LANGUAGES.forEach(language -> info(xml, alert, bulletin, terms, areas, language));
        return xml.end();
    }

    private void info(
            XmlText xml, Alert alert, Bulletin bulletin, CapTerms terms, List<CapArea> areas, Language language) {
        Sheet sheet = AlertSheet.of(bulletin, language, address);
        xml.open("info").element("language", language.tag());
        terms.categories().forEach(category -> xml.element("category", category));
        xml.element("event", Phrases.of(language).word("kind", alert.kind()))
                .element("responseType", terms.response())
                .element("urgency", terms.urgency())
                .element("severity", terms.severity())
                .element("certainty", terms.certainty())
                .element("onset", sent(onset(bulletin)))
                .element("senderName", SERVICE)
                .element("headline", sheet.subject())
                .element("description", PlainText.description(sheet))
                .element("instruction", sheet.action())
                .element("web", DeskLink.toAlert(address, alert.id().toString()));
        parameter(xml, "alert", alert.id().toString());
        parameter(xml, "revision", Integer.toString(alert.revision()));
        parameter(xml, "kind", alert.kind().name());
        parameter(xml, "status", alert.status().name());
        parameter(
                xml,
                "level",
                bulletin.level() == null ? "UNKNOWN" : bulletin.level().name());
        parameter(xml, "riskModel", alert.modelVersion());
        areas.forEach(area -> area.writeTo(xml, language));
        xml.close();
    }

    private static void parameter(XmlText xml, String name, String value) {
        xml.open("parameter").element("valueName", name).element("value", value).close();
    }

    /** Of an incident its beginning; of a score or a silence when it was raised. */
    private static Instant onset(Bulletin bulletin) {
        return isOfIncidents(bulletin.kind()) && !bulletin.evidence().isEmpty()
                ? bulletin.evidence().get(0).from()
                : bulletin.since();
    }

    private static boolean isOfIncidents(AlertKind kind) {
        return kind == AlertKind.PROXIMITY || kind == AlertKind.TARGETED || kind == AlertKind.CORRIDOR;
    }

    /** Incidents where they happened, scores where the project or the region lies; the country has no outline of its own. */
    private List<CapArea> areas(Alert alert, Bulletin bulletin) {
        if (isOfIncidents(alert.kind()) && !bulletin.evidence().isEmpty()) {
            return bulletin.evidence().stream().map(CapArea::of).toList();
        }
        Optional<CapArea> project = SubjectId.Kind.PROJECT
                .ownerIn(alert.subject())
                .flatMap(projects::find)
                .map(known -> CapArea.of(known.names(), sites(known, alert)));
        Optional<Region> region = SubjectId.Kind.REGION.ownerIn(alert.subject()).flatMap(regions::byId);
        return List.of(project.or(() -> region.map(CapArea::of))
                .orElseGet(() -> new CapArea(new Names("Mali", "Mali", "马里"), List.of(), List.of())));
    }

    /** Of a line the sections that the alert is about. */
    private static List<Site> sites(Project project, Alert alert) {
        Set<String> meant =
                alert.sections().stream().map(section -> section.id()).collect(Collectors.toSet());
        List<Site> some = project.sites().stream()
                .filter(site -> meant.contains(site.id()))
                .toList();
        return some.isEmpty() ? project.sites() : some;
    }

    /**
     * All earlier revisions that are held, so that whoever missed some knows what is superseded. The log may have let
     * some go, but when the first was sent every revision knows.
     */
    private String references(Alert alert, List<Alert> earlier) {
        Set<String> references = new LinkedHashSet<>();
        references.add(reference(alert, 1, alert.raisedAt()));
        earlier.stream()
                .skip(Math.max(0, earlier.size() - MOST_REFERENCES + 1))
                .forEach(one -> references.add(reference(one, one.revision(), one.updatedAt())));
        return String.join(" ", references);
    }

    private String reference(Alert alert, int revision, Instant at) {
        return sender() + "," + identifier(alert, revision) + "," + sent(at);
    }

    /** CAP forbids blanks and commas in it. */
    private static String identifier(Alert alert, int revision) {
        return encoded(alert) + "-r" + revision;
    }

    private String sender() {
        return SERVICE + "@" + URI.create(address).getHost();
    }

    private static String sent(Instant at) {
        return CAP_TIME.format(at);
    }

    private String page(Alert alert) {
        return address + "/api/v1/alerts/" + encoded(alert);
    }

    private static String encoded(Alert alert) {
        return UrlText.encode(alert.id().toString());
    }

    /**
     * The feed: an entry for each alert, with a link to the document of its latest revision.
     *
     * @param alerts those that changed last first
     * @param now the feed's own time where it has no alert
     */
    public String feed(List<Alert> alerts, Language language, Instant now) {
        Instant updated = alerts.isEmpty() ? now : alerts.get(0).updatedAt();
        XmlText xml = new XmlText("feed", ATOM)
                .attribute("xml:lang", language.tag())
                .element("id", address + "/alerts.atom")
                .element("title", Phrases.of(language).say("feed.title"))
                .element("updated", seconds(updated));
        xml.open("author").element("name", SERVICE).close();
        link(xml, "self", "application/atom+xml", address + "/alerts.atom?language=" + language.code());
        alerts.forEach(alert -> entry(xml, alert, language));
        return xml.end();
    }

    private void entry(XmlText xml, Alert alert, Language language) {
        Bulletin bulletin = reader.read(alert);
        Sheet sheet = AlertSheet.of(bulletin, language, address);
        xml.open("entry")
                .element("id", page(alert))
                .element("title", sheet.subject())
                .element("published", seconds(alert.raisedAt()))
                .element("updated", seconds(alert.updatedAt()));
        link(xml, "alternate", "application/cap+xml", page(alert) + "/cap.xml?revision=" + alert.revision());
        link(xml, "related", "text/html", DeskLink.toAlert(address, alert.id().toString()));
        xml.open("category")
                .attribute("term", alert.kind().name())
                .attribute("label", Phrases.of(language).word("kind", alert.kind()))
                .close()
                .element("summary", sheet.state() == null ? sheet.lead() : sheet.state() + "\n" + sheet.lead())
                .close();
    }

    private static void link(XmlText xml, String relation, String type, String target) {
        xml.open("link")
                .attribute("rel", relation)
                .attribute("type", type)
                .attribute("href", target)
                .close();
    }

    private static String seconds(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
