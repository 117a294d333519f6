package io.riskmonitor.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.riskmonitor.query.SubjectView;
import io.riskmonitor.runtime.Monitor;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A first page that needs no script: regions and projects with level and score, the worst first. A later issue puts the desk
 * page in its place.
 */
final class LandingPage {
    private final Monitor monitor;

    LandingPage(Monitor monitor) {
        this.monitor = monitor;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/", this::page);
        routes.get("/style.css", request -> request.contentType("text/css").result(HttpApi.resource("style.css")));
    }

    private void page(Context request) {
        request.header("Refresh", "30");
        List<SubjectView> regions = monitor.queries().regions(null);
        List<SubjectView> projects = monitor.queries().projects(null);
        boolean simulated = !monitor.isOnWallClock();
        request.html(HttpApi.resource("index.html")
                .replace(
                        "{{asOf}}",
                        regions.isEmpty() ? "?" : escape(regions.get(0).asOf().toString()))
                .replace("{{simulated}}", simulated ? HttpApi.resource("simulated.html") : "")
                .replace("{{regions}}", rows(regions, "regions"))
                .replace("{{projects}}", rows(projects, "projects")));
    }

    private static String rows(List<SubjectView> subjects, String kind) {
        return subjects.stream()
                .sorted(SubjectView.WORST_FIRST)
                .map(s -> row(s, kind))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private static String row(SubjectView s, String kind) {
        String level = s.level() == null ? "UNKNOWN" : s.level().name();
        String score = s.score() == null ? "?" : String.format(Locale.ROOT, "%.1f", s.score());
        return "<tr><th scope=\"row\"><a href=\"/api/v1/" + kind + "/" + escape(s.id()) + "/explanation\">"
                + escape(s.names().en()) + "</a><small lang=\"fr\">"
                + escape(s.names().fr()) + "</small><small lang=\"zh\">"
                + escape(s.names().zh())
                + "</small></th><td><span class=\"level " + level.toLowerCase(Locale.ROOT) + "\">" + level
                + "</span></td><td class=\"number\">" + score + "</td></tr>";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
