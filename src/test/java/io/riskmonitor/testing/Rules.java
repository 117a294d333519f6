package io.riskmonitor.testing;

import io.riskmonitor.alert.AlertRules;
import io.riskmonitor.alert.FeedRule;
import io.riskmonitor.alert.FeedWatch;
import io.riskmonitor.config.AlertRulesFile;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The built-in rules, where sources are needed. */
public final class Rules {
    private Rules() {}

    public static AlertRules needing(String... feeds) {
        return needing(List.of(feeds));
    }

    static AlertRules needing(Collection<String> feeds) {
        AlertRules rules = AlertRulesFile.builtIn();
        return new AlertRules(
                rules.version(),
                rules.rules(),
                new FeedWatch(rules.feeds().rules().stream()
                        .map(rule -> new FeedRule(
                                rule.id(),
                                Set.copyOf(feeds),
                                rule.times(),
                                rule.fewest(),
                                rule.atLeast(),
                                rule.untilKnown(),
                                rule.level()))
                        .toList()),
                rules.roles(),
                rules.deadlines(),
                rules.firms());
    }
}
