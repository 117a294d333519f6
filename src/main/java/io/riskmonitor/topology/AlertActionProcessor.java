package io.riskmonitor.topology;

import io.riskmonitor.alert.Alert;
import io.riskmonitor.alert.AlertAction;
import io.riskmonitor.alert.AlertLife;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Takes what people do with alerts into the alerts. */
final class AlertActionProcessor implements Processor<String, @Nullable AlertAction, String, Alert> {
    private final AlertLife life;

    @SuppressWarnings("NullAway.Init")
    private ProcessorContext<String, Alert> context;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, Alert> alerts;

    AlertActionProcessor(AlertLife life) {
        this.life = life;
    }

    @Override
    public void init(ProcessorContext<String, Alert> context) {
        this.context = context;
        this.alerts = context.getStateStore(StoreNames.ALERTS);
    }

    @Override
    public void process(Record<String, @Nullable AlertAction> record) {
        AlertAction action = record.value();
        if (action == null) {
            return;
        }
        String key = AlertKey.of(action.alertId());
        Alert last = alerts.get(key);
        if (last == null || !last.id().equals(action.alertId())) {
            // Whoever wrote it was shown that the alert is there; by now the condition has been raised anew.
            return;
        }
        life.act(last, action).ifPresent(next -> {
            alerts.put(key, next);
            context.forward(record.withKey(next.id().toString()).withValue(next));
        });
    }
}
