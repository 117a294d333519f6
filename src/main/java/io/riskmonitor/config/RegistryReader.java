package io.riskmonitor.config;

import io.riskmonitor.geo.Names;
import io.riskmonitor.incident.Target;
import io.riskmonitor.registry.Phase;
import io.riskmonitor.registry.Project;
import io.riskmonitor.registry.Sector;
import io.riskmonitor.registry.Site;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the projects of a registry file; what is wrong goes to the findings. */
final class RegistryReader {
    private static final String ID = "[a-z0-9]+(-[a-z0-9]+)*";
    private static final String VERSION = "1";

    private final Findings findings;
    private final Set<String> regionIds;
    private final Map<String, Integer> lineOfId = new HashMap<>();

    RegistryReader(Findings findings, Set<String> regionIds) {
        this.findings = findings;
        this.regionIds = regionIds;
    }

    List<Project> read(String text) {
        return DocumentParser.parse(text, findings).map(this::projects).orElse(List.of());
    }

    private List<Project> projects(DocumentNode node) {
        Fields root = new Fields(findings, "", "", node);
        if (root.keys().isEmpty()) {
            if (node.entries() != null) {
                root.problem("projects", "is missing");
            }
            return List.of();
        }
        String version = root.text("version");
        if (version != null && !version.equals(VERSION)) {
            root.problem("version", "'" + version + "' is not a version this monitor reads; it reads " + VERSION);
        }
        Citations citations = new Citations(root.mapping("sources"));
        if (!root.has("projects")) {
            root.problem("projects", "is missing");
        }
        List<Project> projects = new ArrayList<>();
        int position = 0;
        for (DocumentNode item : root.list("projects")) {
            position++;
            Project project = project(identified(item, position), citations);
            if (project != null) {
                projects.add(project);
            }
        }
        citations.hintUnused();
        root.rejectOthers();
        return projects;
    }

    private Fields identified(DocumentNode item, int position) {
        Map<String, DocumentNode.Entry> entries = item.entries();
        DocumentNode.Entry id = entries == null ? null : entries.get("id");
        String text = id == null ? null : id.value().text();
        return new Fields(findings, text == null ? "#" + position : text, "", item);
    }

    private @Nullable Project project(Fields in, Citations citations) {
        int before = findings.problemCount();
        String id = id(in);
        Names names = names(in.mapping("names"), in);
        Sector sector = in.oneOf(Sector.class, "sector");
        String regionId = regionId(in);
        Set<Target> matches = matches(in);
        List<Site> sites = new SiteReader(in, citations).read();
        List<Phase> phases = new PhaseReader(in, citations).read();
        List<Project.Fact> facts = facts(in, citations);
        in.rejectOthers();
        if (findings.problemCount() > before || id == null || names == null || sector == null) {
            return null;
        }
        return new Project(id, names, sector, regionId, matches, sites, phases, facts);
    }

    private @Nullable String id(Fields in) {
        String id = in.text("id");
        if (id == null) {
            return null;
        }
        if (!id.matches(ID)) {
            in.problem("id", "'" + id + "' is not lower-case words joined by hyphens");
        }
        Integer earlier = lineOfId.putIfAbsent(id, in.line("id"));
        if (earlier != null) {
            in.problem("id", "'" + id + "' is already the id of the project on line " + earlier);
        }
        return id;
    }

    private static @Nullable Names names(@Nullable Fields names, Fields in) {
        if (names == null) {
            in.problem("names", "is missing");
            return null;
        }
        String en = names.text("en");
        String fr = names.text("fr");
        String zh = names.text("zh");
        names.rejectOthers();
        return en == null || fr == null || zh == null ? null : new Names(en, fr, zh);
    }

    private @Nullable String regionId(Fields in) {
        String regionId = in.optionalText("regionId");
        if (regionId != null && !regionId.matches(ID)) {
            in.problem("regionId", "'" + regionId + "' is not lower-case words joined by hyphens");
        } else if (regionId != null && !regionIds.isEmpty() && !regionIds.contains(regionId)) {
            in.problem(
                    "regionId",
                    "'" + regionId + "' is none of "
                            + String.join(", ", regionIds.stream().sorted().toList()));
        }
        return regionId;
    }

    private static Set<Target> matches(Fields in) {
        Set<Target> matches = EnumSet.noneOf(Target.class);
        for (DocumentNode item : in.list("matches")) {
            String text = item.text();
            if (text == null) {
                in.problem("matches", "holds " + item.shape() + ", not the name of a target");
                continue;
            }
            Target target = in.constant(Target.class, "matches", text);
            if (target != null && !matches.add(target)) {
                in.problem("matches", "names " + target + " twice");
            }
        }
        return matches;
    }

    private static List<Project.Fact> facts(Fields in, Citations citations) {
        List<Project.Fact> facts = new ArrayList<>();
        for (Fields fact : in.mappings("facts")) {
            String text = fact.text("text");
            if (!fact.has("source")) {
                fact.problem("source", "is missing");
            }
            String source = citations.source(fact);
            fact.rejectOthers();
            if (text != null && source != null) {
                facts.add(new Project.Fact(text, source));
            }
        }
        return facts;
    }
}
