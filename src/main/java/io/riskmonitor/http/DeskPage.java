package io.riskmonitor.http;

import static io.riskmonitor.access.Permission.READ;
import static io.riskmonitor.http.Needs.needs;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.riskmonitor.geo.Names;
import io.riskmonitor.query.MapView;
import io.riskmonitor.query.SubjectView;
import io.riskmonitor.risk.SubjectId;
import io.riskmonitor.runtime.Monitor;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The page for people. It comes with regions and projects in it, the worst first, and so says what matters before any script
 * runs and where none does; the scripts add the map, the panel, the languages and keep it live.
 */
final class DeskPage {
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final String LEAFLET = "/META-INF/resources/webjars/leaflet/1.9.4/dist/";

    /** By name in the address: where it is in the jar. */
    private static final Map<String, String> ASSETS = Map.ofEntries(
            Map.entry("style.css", "style.css"),
            Map.entry("alerts.js", "desk/alerts.js"),
            Map.entry("desk.js", "desk/desk.js"),
            Map.entry("feeds.js", "desk/feeds.js"),
            Map.entry("linked.js", "desk/linked.js"),
            Map.entry("map.js", "desk/map.js"),
            Map.entry("news.js", "desk/news.js"),
            Map.entry("panel.js", "desk/panel.js"),
            Map.entry("past.js", "desk/past.js"),
            Map.entry("rivers.geojson", "/io/riskmonitor/boundaries/mali-rivers.geojson"),
            Map.entry("server.js", "desk/server.js"),
            Map.entry("signin.js", "desk/signin.js"),
            Map.entry("words.js", "desk/words.js"),
            Map.entry("leaflet.js", LEAFLET + "leaflet.js"),
            Map.entry("leaflet.css", LEAFLET + "leaflet.css"));

    private static final Map<String, String> TYPES = Map.of(
            ".css", "text/css; charset=utf-8",
            ".geojson", "application/geo+json");

    private final Monitor monitor;
    private final Elsewhere elsewhere;

    DeskPage(Monitor monitor, Elsewhere elsewhere) {
        this.monitor = monitor;
        this.elsewhere = elsewhere;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/", this::page, needs(READ));
        routes.get("/desk/{file}", DeskPage::asset, Needs.NO_TOKEN);
        routes.get(
                "/api/v1/map",
                request -> SubjectRoutes.json(
                        request,
                        MapView.of(monitor.world().regions(), monitor.queries().allProjects())),
                needs(READ));
    }

    private static void asset(Context request) {
        String resource = ASSETS.get(request.pathParam("file"));
        if (resource == null) {
            throw new ProblemException(404, "Not found", "the desk page has no such part");
        }
        String end = resource.substring(resource.lastIndexOf('.'));
        request.contentType(TYPES.getOrDefault(end, "text/javascript; charset=utf-8"))
                .header("Cache-Control", "private, max-age=600")
                .result(HttpApi.resource(resource));
    }

    /** Whether a request that is not let in comes from a person, who is then to be asked for a token. */
    static boolean asksForPage(Context request) {
        String accept = request.header("Accept");
        return request.path().equals("/") && accept != null && accept.contains("text/html");
    }

    static void askToSignIn(Context request) {
        request.html(HttpApi.resource("signin.html"));
    }

    private void page(Context request) {
        List<SubjectView> regions = elsewhere.subjects(request, SubjectId.Kind.REGION, null, true);
        List<SubjectView> projects = elsewhere.subjects(request, SubjectId.Kind.PROJECT, null, true);
        boolean simulated = !monitor.isOnWallClock();
        request.html(HttpApi.resource("index.html")
                .replace(
                        "{{asOf}}", monitor.queries().now().map(MINUTES::format).orElse("?"))
                .replace("{{simulated}}", simulated ? HttpApi.resource("simulated.html") : "")
                .replace("{{regions}}", rows(regions, "regions"))
                .replace("{{projects}}", rows(projects, "projects")));
    }

    private static String rows(List<SubjectView> subjects, String kind) {
        return subjects.stream()
                .sorted(SubjectView.WORST_FIRST)
                .map(s -> row(s, kind))
                .collect(Collectors.joining("\n"));
    }

    private static String row(SubjectView s, String kind) {
        String level = s.level() == null ? "UNKNOWN" : s.level().name();
        return "<tr><th scope=\"row\"><a href=\"/api/v1/" + kind + "/" + escape(s.id()) + "/explanation\">"
                + escape(s.names().en()) + "</a>" + otherNames(s.names()) + "<small>" + reason(s)
                + "</small></th><td><span class=\"level " + level.toLowerCase(Locale.ROOT) + "\">" + level
                + "</span></td><td class=\"number\">" + number(s.score(), "%.1f") + "</td><td class=\"number\">"
                + number(s.change(), "%+.1f") + "</td></tr>";
    }

    private static String otherNames(Names names) {
        String french = names.fr().equals(names.en()) ? "" : "<span lang=\"fr\">" + escape(names.fr()) + "</span> · ";
        return "<small>" + french + "<span lang=\"zh\">" + escape(names.zh()) + "</span></small>";
    }

    /** Why the score is what it is: the largest share, or why there is none. */
    private static String reason(SubjectView s) {
        if (s.unknownBecause() != null) {
            return "not known: " + unknownReason(s);
        }
        SubjectView.WorstIncident worst = s.worstIncident();
        return worst == null
                ? "no incident counts here"
                : String.format(Locale.ROOT, "%.0f %% from: ", worst.share() * 100) + escape(worst.headline());
    }

    /** In a few words, as it stands on every row; the API says which source it is. */
    private static String unknownReason(SubjectView s) {
        boolean project = s.kind().equals("project");
        if (project && s.worstSite() == null) {
            return "the registry has no place of it";
        }
        return project && s.phase() == null ? "the registry has no phase of it now" : "a needed source is silent";
    }

    private static String number(@Nullable Double value, String format) {
        return value == null ? "?" : String.format(Locale.ROOT, format, value);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
