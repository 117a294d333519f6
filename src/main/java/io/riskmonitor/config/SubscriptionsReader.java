package io.riskmonitor.config;

import io.riskmonitor.alert.AlertKind;
import io.riskmonitor.notify.Budget;
import io.riskmonitor.notify.ChannelSpec;
import io.riskmonitor.notify.Digest;
import io.riskmonitor.notify.Language;
import io.riskmonitor.notify.QuietHours;
import io.riskmonitor.notify.Route;
import io.riskmonitor.notify.Subscription;
import io.riskmonitor.notify.Subscriptions;
import io.riskmonitor.risk.Level;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads who is told what; goes on after a mistake, so that all are found at once. */
final class SubscriptionsReader {
    private final Findings findings;
    private final SubscriptionsFile.Surroundings surroundings;
    private final ChannelReader channelReader;
    private final Map<String, ChannelSpec> channels = new LinkedHashMap<>();
    private final Set<String> ids = new HashSet<>();

    SubscriptionsReader(Findings findings, Path file, SubscriptionsFile.Surroundings surroundings) {
        this.findings = findings;
        this.surroundings = surroundings;
        this.channelReader = new ChannelReader(file, surroundings);
    }

    Subscriptions read(String text) {
        DocumentNode root = DocumentParser.parse(text, findings).orElse(null);
        if (root == null) {
            return Subscriptions.NONE;
        }
        Fields fields = new Fields(findings, "", "", root);
        fields.number("version", 1, 1);
        Set<String> malformed = new HashSet<>();
        for (Fields entry : fields.mappings("channels")) {
            String name = entry.optionalText("name");
            if (name != null && (channels.containsKey(name) || malformed.contains(name))) {
                entry.problem("name", "'" + name + "' is the name of an earlier channel");
            }
            ChannelSpec channel = channelReader.read(entry);
            if (channel != null) {
                channels.put(channel.name(), channel);
            } else if (name != null) {
                malformed.add(name);
            }
        }
        List<Subscription> subscriptions = new ArrayList<>();
        for (Fields entry : fields.mappings("subscriptions")) {
            Subscription subscription = subscription(entry, malformed);
            if (subscription != null) {
                subscriptions.add(subscription);
            }
        }
        List<Subscriptions.Operator> operators = new ArrayList<>();
        for (Fields entry : fields.mappings("operators")) {
            Subscriptions.Operator operator = operator(entry, malformed);
            if (operator != null) {
                operators.add(operator);
            }
        }
        fields.rejectOthers();
        return new Subscriptions(List.copyOf(channels.values()), subscriptions, operators);
    }

    private @Nullable Subscription subscription(Fields fields, Set<String> malformed) {
        int before = findings.problemCount();
        String id = id(fields);
        String role = fields.text("role");
        Language language = language(fields);
        List<Route> routes = new ArrayList<>();
        for (Fields entry : fields.mappings("channels")) {
            Route route = route(entry, malformed);
            if (route != null) {
                routes.add(route);
            }
        }
        if (!fields.has("channels")) {
            fields.problem("channels", "is missing");
        } else if (routes.stream().distinct().count() < routes.size()) {
            fields.problem("channels", "names the same channel and address twice");
        }
        Set<String> projects = known(fields, "projects", surroundings.projects());
        Set<String> regions = known(fields, "regions", surroundings.regions());
        Set<AlertKind> kinds = EnumSet.noneOf(AlertKind.class);
        for (DocumentNode item : fields.list("kinds")) {
            AlertKind kind = fields.constant(AlertKind.class, "kinds", String.valueOf(item.text()));
            if (kind != null) {
                kinds.add(kind);
            }
        }
        Level minimum = fields.has("minimumLevel") ? fields.oneOf(Level.class, "minimumLevel") : Level.LOW;
        ZoneId zone = zone(fields);
        QuietHours quiet = quietHours(fields.mapping("quietHours"));
        Digest digest = digest(fields.mapping("digest"));
        Budget budget = budget(fields.mapping("budget"));
        if (budget != null && digest == null && !fields.has("digest")) {
            fields.problem("budget", "needs a digest for what exceeds it");
        }
        fields.rejectOthers();
        if (findings.problemCount() > before || id == null || role == null || language == null || minimum == null) {
            return null;
        }
        return new Subscription(
                id, role, language, routes, projects, regions, kinds, minimum, zone, quiet, digest, budget);
    }

    private Subscriptions.@Nullable Operator operator(Fields fields, Set<String> malformed) {
        String id = id(fields);
        Language language = language(fields);
        Route route = route(fields, malformed);
        return id == null || language == null || route == null ? null : new Subscriptions.Operator(id, language, route);
    }

    private @Nullable Route route(Fields fields, Set<String> malformed) {
        String name = fields.text("channel");
        String to = fields.optionalText("to");
        ChannelSpec channel = name == null ? null : channels.get(name);
        if (name != null && channel == null && !malformed.contains(name)) {
            fields.problem("channel", "no channel '" + name + "'; there are " + channels.keySet());
        }
        if (channel != null && channel.isAddressed() != (to != null)) {
            fields.problem("to", channel.isAddressed() ? "is missing" : "channel " + name + " has one receiver only");
        }
        if (channel instanceof ChannelSpec.Email && to != null && !ChannelReader.isMailbox(to)) {
            fields.problem("to", "'" + to + "' is not a mail address");
        }
        if (fields.keys().stream().allMatch(Set.of("channel", "to")::contains)) {
            fields.rejectOthers();
        }
        return channel == null ? null : new Route(channel.name(), to == null ? "" : to);
    }

    private @Nullable String id(Fields fields) {
        String id = fields.text("id");
        if (id != null && !id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            fields.problem("id", "'" + id + "' is not lower-case words joined by hyphens");
        } else if (id != null && !ids.add(id)) {
            fields.problem("id", "'" + id + "' is the id of an earlier entry");
        }
        return id;
    }

    private static @Nullable Language language(Fields fields) {
        String code = fields.text("language");
        return code == null ? null : fields.constant(Language.class, "language", code.toUpperCase(Locale.ROOT));
    }

    private static Set<String> known(Fields fields, String key, Set<String> known) {
        Set<String> ids = new LinkedHashSet<>();
        for (DocumentNode item : fields.list(key)) {
            String id = String.valueOf(item.text());
            if (known.contains(id)) {
                ids.add(id);
            } else {
                String all = String.join(", ", known.stream().sorted().limit(40).toList());
                fields.problem(key, "'" + id + "' (line " + item.line() + ") is unknown; known are " + all);
            }
        }
        return ids;
    }

    private static ZoneId zone(Fields fields) {
        String zone = fields.optionalText("timeZone");
        try {
            return zone == null ? ZoneOffset.UTC : ZoneId.of(zone);
        } catch (DateTimeException e) {
            fields.problem("timeZone", "'" + zone + "' is not a time zone such as Africa/Bamako or Asia/Shanghai");
            return ZoneOffset.UTC;
        }
    }

    private static @Nullable QuietHours quietHours(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        LocalTime from = time(fields, "from");
        LocalTime to = time(fields, "to");
        Level breakthrough = fields.oneOf(Level.class, "breakthrough");
        fields.rejectOthers();
        if (from == null || to == null || breakthrough == null) {
            return null;
        }
        if (from.equals(to)) {
            fields.problem("to", "is the same as from: these quiet hours have no length");
            return null;
        }
        return new QuietHours(from, to, breakthrough);
    }

    private static @Nullable Digest digest(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        Level below = fields.oneOf(Level.class, "below");
        LocalTime at = time(fields, "at");
        fields.rejectOthers();
        return below == null || at == null ? null : new Digest(below, at);
    }

    private static @Nullable Budget budget(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        Double perWeek = fields.number("perWeek", 1, 10_000);
        Double reserve = fields.has("reserve") ? fields.number("reserve", 0, 10_000) : Double.valueOf(0);
        Level level = fields.has("reserveLevel") ? fields.oneOf(Level.class, "reserveLevel") : Level.CRITICAL;
        fields.rejectOthers();
        if (perWeek == null || reserve == null || level == null) {
            return null;
        }
        if (reserve > perWeek) {
            fields.problem("reserve", Fields.plain(reserve) + " is more than perWeek " + Fields.plain(perWeek));
            return null;
        }
        return new Budget(perWeek.intValue(), reserve.intValue(), level);
    }

    private static @Nullable LocalTime time(Fields fields, String key) {
        String text = fields.text(key);
        try {
            return text == null ? null : LocalTime.parse(text);
        } catch (DateTimeException e) {
            fields.problem(key, "'" + text + "' is not a time of day such as 07:30");
            return null;
        }
    }
}
