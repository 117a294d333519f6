package io.riskmonitor.http;

import static io.riskmonitor.access.Permission.READ;
import static io.riskmonitor.http.Needs.needs;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.riskmonitor.geo.Names;
import io.riskmonitor.query.MapView;
import io.riskmonitor.query.SubjectView;
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
            Map.entry("desk.js", "desk/desk.js"),
            Map.entry("feeds.js", "desk/feeds.js"),
            Map.entry("map.js", "desk/map.js"),
            Map.entry("news.js", "desk/news.js"),
            Map.entry("panel.js", "desk/panel.js"),
            Map.entry("server.js", "desk/server.js"),
            Map.entry("signin.js", "desk/signin.js"),
            Map.entry("words.js", "desk/words.js"),
            Map.entry("leaflet.js", LEAFLET + "leaflet.js"),
            Map.entry("leaflet.css", LEAFLET + "leaflet.css"));

    private final Monitor monitor;

    DeskPage(Monitor monitor) {
        this.monitor = monitor;
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
        request.contentType(resource.endsWith(".css") ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8")
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
        List<SubjectView> regions = monitor.queries().regions(null);
        List<SubjectView> projects = monitor.queries().projects(null);
        boolean simulated = !monitor.isOnWallClock();
        request.html(HttpApi.resource("index.html")
                .replace(
                        "{{asOf}}", monitor.queries().now().map(MINUTES::format).orElse("?"))
                .replace("{{simulated}}", simulated ? HttpApi.resource("simulated.html") : "")
                .replace("{{regions}}", rows(regions, "regions"))
                .replace("{{projects}}", rows(projects, "projects")));
    }

    private String rows(List<SubjectView> subjects, String kind) {
        return subjects.stream()
                .sorted(SubjectView.WORST_FIRST)
                .map(monitor.queries()::withMovement)
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
            return "not known, as " + escape(s.unknownBecause());
        }
        SubjectView.WorstIncident worst = s.worstIncident();
        return worst == null
                ? "no incident counts here"
                : String.format(Locale.ROOT, "%.0f %% from: ", worst.share() * 100) + escape(worst.headline());
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
