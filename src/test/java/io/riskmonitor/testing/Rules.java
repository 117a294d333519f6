package io.riskmonitor.testing;

import io.riskmonitor.alert.AlertRule;
import io.riskmonitor.alert.AlertRules;
import io.riskmonitor.alert.FeedRule;
import io.riskmonitor.alert.FeedWatch;
import io.riskmonitor.config.AlertRulesFile;
import io.riskmonitor.risk.FeedPulse;
import io.riskmonitor.risk.Level;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The built-in rules, where sources are needed. */
public final class Rules {
    private Rules() {}

    public static AlertRules needing(String... feeds) {
        return needing(List.of(feeds));
    }

    static AlertRules needing(Collection<String> feeds) {
        AlertRules rules = AlertRulesFile.builtIn();
        FeedRule builtIn = rules.feeds().rules().get(0);
        return with(new FeedRule(
                builtIn.id(),
                Set.copyOf(feeds),
                builtIn.times(),
                builtIn.fewest(),
                builtIn.atLeast(),
                builtIn.untilKnown(),
                builtIn.level()));
    }

    /** With one rule limited to something else. */
    static AlertRules limited(AlertRules rules, String id, AlertRule.Scope scope) {
        if (rules.rules().stream().noneMatch(rule -> rule.id().equals(id))) {
            throw new IllegalArgumentException("no rule " + id);
        }
        return new AlertRules(
                rules.version(),
                rules.rules().stream()
                        .map(rule -> rule.id().equals(id) ? within(rule, scope) : rule)
                        .toList(),
                rules.feeds(),
                rules.roles(),
                rules.deadlines(),
                rules.firms());
    }

    private static AlertRule within(AlertRule rule, AlertRule.Scope scope) {
        return new AlertRule(
                rule.id(),
                rule.kind(),
                rule.of(),
                scope,
                rule.raise(),
                rule.clear(),
                rule.floor(),
                rule.lasts(),
                rule.levels());
    }

    /** The same as a file for {@code --alert-rules}. */
    public static Path fileNeeding(Path dir, String... feeds) throws IOException {
        try (InputStream builtIn = Rules.class.getResourceAsStream("/io/riskmonitor/alert-rules.yaml")) {
            String text = new String(Objects.requireNonNull(builtIn).readAllBytes(), StandardCharsets.UTF_8);
            return Files.writeString(
                    dir.resolve("rules.yaml"), text.replace("feeds: []", "feeds: [" + String.join(", ", feeds) + "]"));
        }
    }

    /** A source that may be silent for so long while it has fewer than 32 gaps. */
    public static AlertRules needing(String feed, Duration within) {
        return with(new FeedRule("silent", Set.of(feed), 1, FeedPulse.MOST - 1, within, within, Level.SUBSTANTIAL));
    }

    private static AlertRules with(FeedRule feeds) {
        AlertRules rules = AlertRulesFile.builtIn();
        return new AlertRules(
                rules.version(),
                rules.rules(),
                new FeedWatch(List.of(feeds)),
                rules.roles(),
                rules.deadlines(),
                rules.firms());
    }
}
