package io.riskmonitor.topology;

import io.riskmonitor.incident.Revision;
import io.riskmonitor.risk.Tick;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Of a replay: keeps revisions back until the tick of their partition that is not before their recording, then passes them
 * on by time, and the tick behind them. In what order they were written makes no difference.
 */
final class RevisionHoldProcessor implements Processor<String, @Nullable Object, String, @Nullable Object> {
    @SuppressWarnings("NullAway.Init")
    private ProcessorContext<String, @Nullable Object> context;

    @SuppressWarnings("NullAway.Init")
    private Held<Revision> held;

    @Override
    public void init(ProcessorContext<String, @Nullable Object> context) {
        this.context = context;
        this.held = new Held<>(context.getStateStore(StoreNames.HELD_REVISIONS));
    }

    @Override
    public void process(Record<String, @Nullable Object> record) {
        if (record.value() instanceof Tick tick) {
            for (KeyValue<String, Revision> due : held.release(tick.at().toEpochMilli())) {
                context.forward(
                        record.withKey(HeldKey.keyOf(due.key))
                                .<@Nullable Object>withValue(due.value)
                                .withTimestamp(due.value.recordedAt().toEpochMilli()),
                        RevisionTopology.SELECT_CURRENT);
            }
            context.forward(record, RevisionTopology.TELL_FEEDS);
        } else if (record.value() instanceof Revision revision) {
            hold(record.key(), revision);
        }
    }

    private void hold(String key, Revision revision) {
        long at = revision.recordedAt().toEpochMilli();
        Revision other = held.get(at, key);
        if (other == null || revision.supersedes(other)) {
            held.put(at, key, revision);
        }
    }
}
