package io.riskmonitor.topology;

import io.riskmonitor.alert.Alert;
import io.riskmonitor.alert.AlertJudge;
import io.riskmonitor.alert.AlertLife;
import io.riskmonitor.alert.AlertRule;
import io.riskmonitor.alert.AlertRules;
import io.riskmonitor.alert.Move;
import io.riskmonitor.registry.Project;
import io.riskmonitor.risk.RiskModel;
import io.riskmonitor.risk.SubjectId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    private final ProjectDirectory directory;

    @SuppressWarnings("NullAway.Init")
    private ProcessorContext<String, Alert> context;

    @SuppressWarnings("NullAway.Init")
    private StandingContributions standing;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, Alert> alerts;

    AlertJudgeProcessor(AlertRules rules, RiskModel model, ProjectDirectory directory) {
        this.rules = rules;
        this.judge = new AlertJudge(rules, model);
        this.life = new AlertLife(rules);
        this.directory = directory;
    }

    @Override
    public void init(ProcessorContext<String, Alert> context) {
        this.context = context;
        this.standing = new StandingContributions(context.getStateStore(StoreNames.CONTRIBUTIONS), rules);
        this.alerts = context.getStateStore(StoreNames.ALERTS);
    }

    @Override
    public void process(Record<String, Move> record) {
        Move move = record.value();
        standing.moved(move);
        Project project = project(move.subject());
        List<AlertRule> watching = judge.rulesFor(move.subject(), project);
        for (AlertRule rule : watching) {
            String key = AlertKey.of(move.subject(), rule.id());
            Alert last = alerts.get(key);
            judge.judge(rule, project, last, move, standing.of(move.subject()))
                    .ifPresent(next -> keep(key, last, next, record));
        }
        if (move.isOfTimeOnly() || watching.isEmpty()) {
            age(move, watching, record);
        }
    }

    /** Passes on what nobody has taken, and ends what no rule watches any more. */
    private void age(Move move, List<AlertRule> watching, Record<String, Move> cause) {
        Set<String> ruleIds = watching.stream().map(AlertRule::id).collect(Collectors.toSet());
        List<KeyValue<String, Alert>> all = new ArrayList<>();
        try (KeyValueIterator<String, Alert> found = alerts.prefixScan(
                AlertKey.prefix(move.subject()), Serdes.String().serializer())) {
            found.forEachRemaining(all::add);
        }
        for (KeyValue<String, Alert> entry : all) {
            Optional<Alert> next = ruleIds.contains(entry.value.ruleId())
                    ? life.escalate(entry.value, move.at())
                    : judge.abandon(entry.value, move);
            next.ifPresent(alert -> keep(entry.key, entry.value, alert, cause));
        }
    }

    private void keep(String key, @Nullable Alert last, Alert next, Record<String, Move> cause) {
        alerts.put(key, next);
        if (last == null || !next.id().equals(last.id()) || next.revision() != last.revision()) {
            context.forward(cause.withKey(next.id().toString()).withValue(next));
        }
    }

    private @Nullable Project project(String subject) {
        return SubjectId.Kind.PROJECT
                .ownerIn(subject)
                .map(id -> directory.snapshot().projects().get(id))
                .orElse(null);
    }
}
