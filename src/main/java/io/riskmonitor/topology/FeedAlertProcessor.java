package io.riskmonitor.topology;

import io.riskmonitor.alert.Alert;
import io.riskmonitor.alert.FeedCheck;
import io.riskmonitor.alert.FeedJudge;
import io.riskmonitor.alert.FeedState;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Judges the needed sources that this task answers for, keeps their alerts and tells what becomes of them. */
final class FeedAlertProcessor implements Processor<String, FeedCheck, String, Alert> {
    private static final String ALL = FeedJudge.subject("");

    private final FeedJudge judge;

    @SuppressWarnings("NullAway.Init")
    private ProcessorContext<String, Alert> context;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, Alert> alerts;

    FeedAlertProcessor(FeedJudge judge) {
        this.judge = judge;
    }

    @Override
    public void init(ProcessorContext<String, Alert> context) {
        this.context = context;
        this.alerts = context.getStateStore(StoreNames.ALERTS);
    }

    @Override
    public void process(Record<String, FeedCheck> record) {
        FeedCheck check = record.value();
        Map<String, Alert> unneeded = standing();
        for (FeedState state : check.states()) {
            judge.ruleId(state)
                    .map(rule -> AlertKey.of(FeedJudge.subject(state.feed()), rule))
                    .ifPresent(key -> {
                        unneeded.remove(key);
                        judge.judge(state, alerts.get(key), check.at()).ifPresent(next -> keep(key, next, record));
                    });
        }
        unneeded.forEach((key, last) -> judge.abandon(last, check.at()).ifPresent(next -> keep(key, next, record)));
    }

    private Map<String, Alert> standing() {
        Map<String, Alert> all = new HashMap<>();
        try (KeyValueIterator<String, Alert> found =
                alerts.prefixScan(ALL, Serdes.String().serializer())) {
            found.forEachRemaining(entry -> all.put(entry.key, entry.value));
        }
        return all;
    }

    private void keep(String key, Alert next, Record<String, FeedCheck> cause) {
        alerts.put(key, next);
        context.forward(cause.withKey(next.id().toString()).withValue(next));
    }
}
