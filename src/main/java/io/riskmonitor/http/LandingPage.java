package io.riskmonitor.http;

import static io.riskmonitor.access.Permission.READ;
import static io.riskmonitor.http.Needs.needs;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.riskmonitor.geo.Names;
import io.riskmonitor.query.SubjectView;
import io.riskmonitor.runtime.Monitor;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A first page that needs no script: regions and projects with level and score, the worst first. A later issue puts the desk
 * page in its place.
 */
final class LandingPage {
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Monitor monitor;

    LandingPage(Monitor monitor) {
        this.monitor = monitor;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/", this::page, needs(READ));
        routes.get(
                "/style.css",
                request -> request.contentType("text/css").result(HttpApi.resource("style.css")),
                needs(READ));
    }

    private void page(Context request) {
        request.header("Refresh", "30");
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
