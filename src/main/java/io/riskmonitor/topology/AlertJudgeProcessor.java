package io.riskmonitor.topology;

import io.riskmonitor.alert.Alert;
import io.riskmonitor.alert.AlertJudge;
import io.riskmonitor.alert.AlertLife;
import io.riskmonitor.alert.AlertRule;
import io.riskmonitor.alert.AlertRules;
import io.riskmonitor.alert.Move;
import io.riskmonitor.registry.Project;
import io.riskmonitor.risk.HazardState;
import io.riskmonitor.risk.RiskModel;
import io.riskmonitor.risk.SubjectId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Judges every rule that watches a subject whenever the subject moves, keeps the alerts and tells what becomes of them. */
final class AlertJudgeProcessor implements Processor<String, Move, String, Alert> {
    private final AlertRules rules;
    private final AlertJudge judge;
    private final AlertLife life;
    private final HazardState nothing;
    private final ProjectDirectory directory;

    @SuppressWarnings("NullAway.Init")
    private ProcessorContext<String, Alert> context;

    @SuppressWarnings("NullAway.Init")
    private StandingContributions standing;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, Alert> alerts;

    private final Map<String, Watch> watches = new HashMap<>();

    /** The rules that watch a subject, and whether alerts of others have been looked for since. */
    private static final class Watch {
        private final long version;
        private final @Nullable Project project;
        private final List<AlertRule> rules;
        private boolean isSwept;

        Watch(long version, @Nullable Project project, List<AlertRule> rules) {
            this.version = version;
            this.project = project;
            this.rules = rules;
        }
    }

    AlertJudgeProcessor(AlertRules rules, RiskModel model, ProjectDirectory directory) {
        this.rules = rules;
        this.judge = new AlertJudge(rules, model);
        this.life = new AlertLife(rules);
        this.nothing = model.nothing();
        this.directory = directory;
    }

    @Override
    public void init(ProcessorContext<String, Alert> context) {
        this.context = context;
        this.standing = new StandingContributions(
                context.getStateStore(StoreNames.CONTRIBUTIONS),
                new HazardTerms(context.getStateStore(StoreNames.HAZARD_TERMS)),
                context.getStateStore(StoreNames.HAZARDS),
                rules,
                nothing);
        this.alerts = context.getStateStore(StoreNames.ALERTS);
        // A task that begins anew after a fault has this same processor, and what it last did is undone.
        watches.clear();
    }

    @Override
    public void process(Record<String, Move> record) {
        Move move = record.value();
        standing.moved(move);
        Watch watch = watchOf(move.subject());
        Map<String, Alert> judged = new TreeMap<>();
        for (AlertRule rule : watch.rules) {
            String key = AlertKey.of(move.subject(), rule.id());
            Alert last = alerts.get(key);
            Optional<Alert> next = judge.judge(rule, watch.project, last, move, standing.of(move.subject()));
            next.ifPresent(alert -> keep(key, last, alert, record));
            next.or(() -> Optional.ofNullable(last)).ifPresent(alert -> judged.put(key, alert));
        }
        if (move.isOfTimeOnly()) {
            judged.forEach(
                    (key, alert) -> life.escalate(alert, move.at()).ifPresent(next -> keep(key, alert, next, record)));
        }
        if (!watch.isSwept && (move.isOfTimeOnly() || watch.rules.isEmpty())) {
            endUnwatched(move, watch, record);
            watch.isSwept = true;
        }
    }

    /** What watches a subject; found anew when the registry has changed. */
    private Watch watchOf(String subject) {
        ProjectDirectory.Snapshot registry = directory.snapshot();
        Watch known = watches.get(subject);
        if (known == null || known.version != registry.version()) {
            Project project = SubjectId.Kind.PROJECT
                    .ownerIn(subject)
                    .map(id -> registry.projects().get(id))
                    .orElse(null);
            known = new Watch(registry.version(), project, judge.rulesFor(subject, project));
            watches.put(subject, known);
        }
        return known;
    }

    /** Ends what no rule watches any more. */
    private void endUnwatched(Move move, Watch watch, Record<String, Move> cause) {
        Set<String> ruleIds = watch.rules.stream().map(AlertRule::id).collect(Collectors.toSet());
        List<KeyValue<String, Alert>> all = new ArrayList<>();
        try (KeyValueIterator<String, Alert> found = alerts.prefixScan(
                AlertKey.prefix(move.subject()), Serdes.String().serializer())) {
            found.forEachRemaining(all::add);
        }
        for (KeyValue<String, Alert> entry : all) {
            if (!ruleIds.contains(entry.value.ruleId())) {
                judge.abandon(entry.value, move).ifPresent(alert -> keep(entry.key, entry.value, alert, cause));
            }
        }
    }

    private void keep(String key, @Nullable Alert last, Alert next, Record<String, Move> cause) {
        alerts.put(key, next);
        if (last == null || !next.id().equals(last.id()) || next.revision() != last.revision()) {
            context.forward(cause.withKey(next.id().toString()).withValue(next));
        }
    }
}
