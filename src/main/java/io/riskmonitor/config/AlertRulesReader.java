package io.riskmonitor.config;

import io.riskmonitor.alert.AlertKind;
import io.riskmonitor.alert.AlertRule;
import io.riskmonitor.alert.AlertRules;
import io.riskmonitor.alert.FeedRule;
import io.riskmonitor.alert.FeedWatch;
import io.riskmonitor.registry.Interests;
import io.riskmonitor.registry.Sector;
import io.riskmonitor.risk.FeedPulse;
import io.riskmonitor.risk.Level;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the mapping of a rules file; what is wrong goes to the findings, and reading goes on. */
final class AlertRulesReader {
    private static final double MOST = 1e6;

    private final Fields in;
    private final AlertRulesFile.@Nullable Known known;

    /** @param known what may be named; null to take every name */
    AlertRulesReader(Fields in, AlertRulesFile.@Nullable Known known) {
        this.in = in;
        this.known = known;
    }

    /** The rules; null if anything in them is amiss. */
    @Nullable
    AlertRules read() {
        String version = in.text("version");
        List<String> roles = List.of();
        Map<Level, Duration> deadlines = Map.of();
        Fields escalation = in.mapping("escalation");
        if (escalation == null) {
            in.problem("escalation", "is missing: say who is alerted first, and who when nobody answers");
        } else {
            roles = texts(escalation, "roles");
            if (roles.isEmpty()) {
                escalation.problem("roles", "names nobody");
            }
            deadlines = byLevel(escalation, "deadlines", AlertRulesReader::duration);
            escalation.rejectOthers();
        }
        List<AlertRule> rules = new ArrayList<>();
        List<FeedRule> feedRules = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Fields rule : in.mappings("rules")) {
            String id = id(rule, ids);
            AlertKind kind = rule.oneOf(AlertKind.class, "kind");
            if (kind == AlertKind.STALE_FEED) {
                Optional.ofNullable(feedRule(rule, id)).ifPresent(feedRules::add);
            } else {
                Optional.ofNullable(rule(rule, id, kind)).ifPresent(rules::add);
            }
        }
        List<Interests.Firm> firms = new ArrayList<>();
        for (Fields firm : in.mappings("firms")) {
            String id = firm.text("id");
            List<String> names = texts(firm, "names");
            List<String> projects = named(firm, "projects", known == null ? null : known.projects());
            firm.text("source");
            firm.rejectOthers();
            if (names.isEmpty()) {
                firm.problem("names", "is empty: a firm is known by what sources call it");
            }
            if (id != null) {
                firms.add(new Interests.Firm(id, names, projects));
            }
        }
        in.rejectOthers();
        return version == null || roles.isEmpty()
                ? null
                : new AlertRules(version, rules, new FeedWatch(feedRules), roles, deadlines, firms);
    }

    /** A rule's id; null if it cannot be one. */
    private static @Nullable String id(Fields rule, Set<String> ids) {
        String id = rule.text("id");
        if (id == null || !id.matches("[a-z0-9-]+")) {
            if (id != null) {
                rule.problem("id", "'" + id + "' is not of a-z, 0-9 and -");
            }
            return null;
        }
        if (!ids.add(id)) {
            rule.problem("id", "'" + id + "' is already the id of another rule");
        }
        return id;
    }

    private @Nullable FeedRule feedRule(Fields rule, @Nullable String id) {
        List<String> feeds = named(rule, "feeds", known == null ? null : known.feeds());
        Double times = reasoned(rule, "times", (in, key) -> in.number(key, 1, MOST));
        Double fewest = reasoned(rule, "fewest", (in, key) -> in.number(key, 2, FeedPulse.MOST - 1));
        Duration atLeast = reasoned(rule, "atLeast", AlertRulesReader::duration);
        Duration untilKnown = reasoned(rule, "untilKnown", AlertRulesReader::duration);
        Level level = reasoned(rule, "level", (in, key) -> in.oneOf(Level.class, key));
        rule.rejectOthers();
        return id == null || times == null || fewest == null || atLeast == null || untilKnown == null || level == null
                ? null
                : new FeedRule(id, Set.copyOf(feeds), times, fewest.intValue(), atLeast, untilKnown, level);
    }

    private @Nullable AlertRule rule(Fields rule, @Nullable String id, @Nullable AlertKind kind) {
        AlertRule.Subjects of = rule.oneOf(AlertRule.Subjects.class, "of");
        boolean ofScores = kind == AlertKind.LEVEL || kind == AlertKind.SURGE;
        checkSubjects(rule, kind, of);
        Double raise = reasoned(rule, "raise", AlertRulesReader::number);
        Double clear = ofScores ? reasoned(rule, "clear", AlertRulesReader::number) : raise;
        if (ofScores && raise != null && clear != null && clear >= raise) {
            rule.problem(
                    "clear",
                    Fields.plain(clear) + " is not below raise, " + Fields.plain(raise)
                            + ": the alert would flap around it");
        }
        Double floor = kind == AlertKind.SURGE ? reasoned(rule, "floor", AlertRulesReader::number) : Double.valueOf(0);
        Duration lasts = reasoned(rule, "lasts", AlertRulesReader::duration);
        Map<Level, Double> levels =
                kind == AlertKind.LEVEL ? Map.of() : byLevel(rule, "levels", AlertRulesReader::number);
        if (kind != AlertKind.LEVEL && raise != null && levels.values().stream().noneMatch(v -> v <= raise)) {
            rule.problem("levels", "no level begins at raise or below it: an alert would have none");
        }
        AlertRule.Scope scope = scope(rule);
        rule.rejectOthers();
        if (id == null || kind == null || of == null || lasts == null) {
            return null;
        }
        if (raise == null || clear == null || floor == null || (ofScores && clear >= raise)) {
            return null;
        }
        return new AlertRule(id, kind, of, scope, raise, clear, floor, lasts, levels);
    }

    private static void checkSubjects(Fields rule, @Nullable AlertKind kind, AlertRule.@Nullable Subjects of) {
        if (kind == null || of == null) {
            return;
        }
        boolean right = switch (kind) {
            case PROXIMITY, CORRIDOR -> of == AlertRule.Subjects.PROJECT;
            case TARGETED -> of == AlertRule.Subjects.COUNTRY;
            case LEVEL, SURGE -> of != AlertRule.Subjects.COUNTRY;
            case STALE_FEED -> false;
        };
        if (!right) {
            rule.problem("of", "a rule of kind " + kind + " does not watch " + of);
        }
    }

    private AlertRule.Scope scope(Fields rule) {
        Set<Sector> sectors = new HashSet<>();
        for (String text : texts(rule, "sectors")) {
            Sector sector = rule.constant(Sector.class, "sectors", text);
            if (sector != null) {
                sectors.add(sector);
            }
        }
        return new AlertRule.Scope(
                Set.copyOf(named(rule, "projects", known == null ? null : known.projects())),
                Set.copyOf(named(rule, "regions", known == null ? null : known.regions())),
                sectors);
    }

    private static List<String> named(Fields in, String key, @Nullable Set<String> there) {
        List<String> names = texts(in, key);
        for (String name : names) {
            if (there != null && !there.contains(name)) {
                in.problem(
                        key,
                        "'" + name + "' is not there; there are "
                                + there.stream().sorted().collect(Collectors.joining(", ")));
            }
        }
        return names;
    }

    private static List<String> texts(Fields in, String key) {
        List<String> texts = new ArrayList<>();
        for (DocumentNode item : in.list(key)) {
            String text = item.text();
            if (text == null) {
                in.problem(key, "holds " + item.shape() + ", not text");
            } else {
                texts.add(text);
            }
        }
        return texts;
    }

    private static <T> Map<Level, T> byLevel(Fields in, String key, BiFunction<Fields, String, @Nullable T> read) {
        Map<Level, T> values = new EnumMap<>(Level.class);
        Fields byLevel = in.mapping(key);
        if (byLevel == null) {
            in.problem(key, "is missing");
            return values;
        }
        for (String name : byLevel.keys()) {
            Level level = byLevel.constant(Level.class, name, name);
            T value = reasoned(byLevel, name, read);
            if (level != null && value != null) {
                values.put(level, value);
            }
        }
        return values;
    }

    /** A value and why it is that value. */
    private static <T> @Nullable T reasoned(Fields in, String key, BiFunction<Fields, String, @Nullable T> read) {
        Fields pair = in.mapping(key);
        if (pair == null) {
            in.problem(key, "is missing");
            return null;
        }
        T value = read.apply(pair, "value");
        pair.text("reason");
        pair.rejectOthers();
        return value;
    }

    private static @Nullable Double number(Fields in, String key) {
        return in.number(key, Double.MIN_NORMAL, MOST);
    }

    private static @Nullable Duration duration(Fields in, String key) {
        String text = in.text(key);
        if (text == null) {
            return null;
        }
        try {
            Duration duration = Duration.parse(text);
            if (duration.isNegative() || duration.isZero()) {
                in.problem(key, text + " is not longer than nothing");
                return null;
            }
            return duration;
        } catch (DateTimeException e) {
            in.problem(key, "'" + text + "' is not a duration such as PT15M or P7D");
            return null;
        }
    }
}
