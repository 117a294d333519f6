package io.riskmonitor.registry;

import io.riskmonitor.geo.Names;
import io.riskmonitor.incident.Report;
import io.riskmonitor.incident.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Who and what an attack counts as aimed at wherever in the country it happens: Chinese nationals, the firms listed, and
 * the projects of the registry by their names.
 */
public final class Interests {
    private static final int ACRONYM = 4;

    private final List<Firm> firms;
    private final List<Known> known = new ArrayList<>();

    /**
     * A firm whose people and works are watched.
     *
     * @param names as sources write it: in full, short, in Chinese
     * @param projects that it builds or runs, by id
     */
    public record Firm(String id, List<String> names, List<String> projects) {
        public Firm {
            names = List.copyOf(names);
            projects = List.copyOf(projects);
        }

        /** What readers know it by: the first of its names in Latin and the first in Chinese script, or the other of them. */
        public Names title() {
            String latin = first(false).or(() -> first(true)).orElse(id);
            return new Names(latin, latin, first(true).orElse(latin));
        }

        private Optional<String> first(boolean chinese) {
            return names.stream().filter(name -> isChinese(name) == chinese).findFirst();
        }
    }

    /** What a report names. */
    public record Named(Set<String> firms, Set<String> projects) {
        public Named {
            firms = Set.copyOf(firms);
            projects = Set.copyOf(projects);
        }
    }

    private record Known(Pattern name, String id, boolean firm, List<String> projects) {}

    public Interests(List<Firm> firms, Collection<Project> registry) {
        this.firms = List.copyOf(firms);
        for (Firm firm : firms) {
            firm.names().forEach(name -> known.add(new Known(pattern(name), firm.id(), true, firm.projects())));
        }
        for (Project project : registry) {
            // Often it has one name in two languages, or in all.
            for (String name : new LinkedHashSet<>(List.of(
                    project.names().en(), project.names().fr(), project.names().zh()))) {
                // A name of one word, such as a town's, would match every report from there.
                if (!name.equals(project.id()) && name.matches("(?U).*(\\s.*|\\p{IsHan}{4,}.*)")) {
                    known.add(new Known(pattern(name), project.id(), false, List.of(project.id())));
                }
            }
        }
    }

    /** Chinese nationals only. */
    public static Interests ofNationals() {
        return new Interests(List.of(), List.of());
    }

    public boolean concern(Report report) {
        if (report.targets().contains(Target.CHINESE_NATIONALS)) {
            return true;
        }
        String text = text(report);
        return known.stream().anyMatch(k -> k.name().matcher(text).find());
    }

    public Named named(Report report) {
        String text = text(report);
        Set<String> namedFirms = new TreeSet<>();
        Set<String> projects = new TreeSet<>();
        for (Known k : known) {
            if (k.name().matcher(text).find()) {
                projects.addAll(k.projects());
                if (k.firm()) {
                    namedFirms.add(k.id());
                }
            }
        }
        return new Named(namedFirms, projects);
    }

    /** Changes whenever the answers may, and never else: by it a start knows that nothing has to be joined anew. */
    public String identity() {
        return firms + "|"
                + known.stream().map(k -> k.name().pattern()).sorted().toList();
    }

    private static String text(Report report) {
        String place = report.location().placeName();
        return report.headline() + "\n" + String.join("\n", report.actors()) + "\n" + (place == null ? "" : place);
    }

    /** A whole word in Latin script, in any case unless it is an acronym; Chinese is written without gaps. */
    private static Pattern pattern(String name) {
        String literal = Pattern.quote(name);
        return Pattern.compile(
                isChinese(name) ? literal : "(?<![\\p{L}\\p{N}])" + literal + "(?![\\p{L}\\p{N}])",
                name.length() <= ACRONYM ? 0 : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private static boolean isChinese(String name) {
        return name.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
    }
}
