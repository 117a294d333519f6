package io.riskmonitor.alert;

import io.riskmonitor.registry.Project;
import io.riskmonitor.registry.Site;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The sections of a line project, as their labels tell them: {@code km 75–100 Diamou–Mahina}. */
final class Sections {
    private static final Pattern LABEL = Pattern.compile("km ([0-9.]+)–([0-9.]+)(?: (.+))?");

    private Sections() {}

    static List<LineSection> of(AlertKind kind, @Nullable Project project, List<String> siteIds) {
        if (kind != AlertKind.CORRIDOR || project == null) {
            return List.of();
        }
        return siteIds.stream()
                .flatMap(id -> project.sites().stream().filter(site -> site.id().equals(id)))
                .map(Sections::section)
                .toList();
    }

    private static LineSection section(Site site) {
        Matcher parts = LABEL.matcher(site.label());
        if (!parts.matches()) {
            return new LineSection(site.id(), site.label(), null, null, List.of());
        }
        String stations = parts.group(3);
        return new LineSection(
                site.id(),
                site.label(),
                Double.valueOf(parts.group(1)),
                Double.valueOf(parts.group(2)),
                stations == null ? List.of() : Arrays.asList(stations.split("–", -1)));
    }
}
