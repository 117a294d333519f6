package io.riskmonitor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riskmonitor.alert.AlertRule;
import io.riskmonitor.alert.AlertRules;
import io.riskmonitor.alert.FeedRule;
import io.riskmonitor.registry.Project;
import io.riskmonitor.risk.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertRulesFileTest {
    private static final AlertRulesFile.Known KNOWN =
            new AlertRulesFile.Known(Set.of("n-sukala"), Set.of("mopti"), Set.of("acled", "gdelt"));
    private static final String RULES = """
            version: "1"
            escalation:
              roles: [officer]
              deadlines: {CRITICAL: {value: PT15M, reason: because}}
            rules:
              - id: level
                kind: LEVEL
                of: PROJECT
                projects: [n-sukala]
                raise: {value: 60, reason: because}
                clear: {value: 50, reason: because}
                lasts: {value: P2D, reason: because}
            """;

    @TempDir
    private Path directory;

    private AlertRules read(String text) throws Exception {
        return AlertRulesFile.read(Files.writeString(directory.resolve("rules.yaml"), text), KNOWN);
    }

    private void refused(String from, String to, String... words) {
        assertThatThrownBy(() -> read(RULES.replace(from, to)))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContainingAll(words);
    }

    @Test
    void shouldReadARuleWhenItIsWhole() throws Exception {
        AlertRule rule = read(RULES).rules().get(0);
        assertThat(rule.raise()).isEqualTo(60);
        assertThat(rule.clear()).isEqualTo(50);
        assertThat(rule.scope().projects()).containsExactly("n-sukala");
    }

    @Test
    void shouldRefuseARuleWhenItClearsWhereItRaises() {
        refused("value: 50", "value: 60", "rules.yaml:11", "rules[1].clear", "60 is not below raise, 60");
        refused("value: 50", "value: 70", "rules.yaml:11", "rules[1].clear", "70 is not below raise, 60");
    }

    @Test
    void shouldRefuseARuleWhenItNamesWhatIsNotThere() {
        refused("[n-sukala]", "[n-sucala]", "rules.yaml:9", "rules[1].projects", "'n-sucala' is not there", "n-sukala");
        refused("projects: [n-sukala]", "regions: [Mopty]", "rules.yaml:9", "'Mopty' is not there");
        refused("projects: [n-sukala]", "sectors: [TRAINS]", "rules.yaml:9", "'TRAINS' is none of", "RAIL");
    }

    @Test
    void shouldRefuseANumberWhenItHasNoReason() {
        refused("{value: 60, reason: because}", "{value: 60}", "rules[1].raise.reason: is missing");
    }

    @Test
    void shouldRefuseWhatItDoesNotKnowWhenSomethingIsMisspelt() {
        refused("kind: LEVEL", "kind: LEVELS", "rules.yaml:7", "'LEVELS' is none of");
        refused("lasts:", "last:", "rules[1].lasts: is missing", "rules[1].last: is not a key here");
        refused("P2D", "two days", "'two days' is not a duration");
        refused("of: PROJECT", "of: COUNTRY", "a rule of kind LEVEL does not watch COUNTRY");
    }

    @Test
    void shouldNameOnlyProjectsOfTheBuiltInRegistryWhenBuiltIn() {
        Set<String> projects =
                RegistryFile.builtIn().projects().stream().map(Project::id).collect(Collectors.toSet());
        AlertRules builtIn = AlertRulesFile.builtIn();
        assertThat(builtIn.firms())
                .isNotEmpty()
                .allSatisfy(firm -> assertThat(projects).containsAll(firm.projects()));
        assertThat(builtIn.rules()).extracting(AlertRule::id).doesNotHaveDuplicates();
        assertThat(builtIn.feeds().needsAny()).isFalse();
    }

    @Test
    void shouldReadWhichSourcesAreNeededAndRefuseOneThatIsNone() throws Exception {
        String feeds = """
              - id: silent
                kind: STALE_FEED
                feeds: [acled]
                times: {value: 3, reason: because}
                fewest: {value: 12, reason: because}
                atLeast: {value: PT6H, reason: because}
                untilKnown: {value: P7D, reason: because}
                level: {value: HIGH, reason: because}
            """;
        FeedRule rule = read(RULES + feeds).feeds().rules().get(0);
        assertThat(rule.feeds()).containsExactly("acled");
        assertThat(rule.untilKnown()).isEqualTo(Duration.ofDays(7));
        assertThat(rule.level()).isEqualTo(Level.HIGH);

        refused(
                "lasts: {value: P2D, reason: because}\n",
                "lasts: {value: P2D, reason: because}\n" + feeds.replace("acled", "acledd"),
                "rules[2].feeds",
                "'acledd' is not there; there are acled, gdelt");
        refused(
                "lasts: {value: P2D, reason: because}\n",
                "lasts: {value: P2D, reason: because}\n" + feeds.replace("value: 12", "value: 33"),
                "rules[2].fewest");
    }
}
