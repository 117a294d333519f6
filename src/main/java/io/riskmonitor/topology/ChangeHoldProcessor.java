package io.riskmonitor.topology;

import io.riskmonitor.risk.MatchInput;
import io.riskmonitor.risk.ReportChange;
import io.riskmonitor.risk.Tick;
import java.time.Instant;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Of a replay: keeps changes of reports back until a tick has come through every partition of the log, then passes them on
 * by time and id, and the tick behind them. Which incidents there are does not depend on their order; on the way to it
 * it does.
 */
final class ChangeHoldProcessor implements Processor<String, MatchInput, String, MatchInput> {
    @SuppressWarnings("NullAway.Init")
    private ProcessorContext<String, MatchInput> context;

    @SuppressWarnings("NullAway.Init")
    private Held<ReportChange> held;

    @SuppressWarnings("NullAway.Init")
    private TaskClock clock;

    @Override
    public void init(ProcessorContext<String, MatchInput> context) {
        this.context = context;
        this.held = new Held<>(context.getStateStore(StoreNames.HELD_CHANGES));
        this.clock = new TaskClock(context.getStateStore(StoreNames.MATCH_CLOCK));
    }

    @Override
    public void process(Record<String, MatchInput> record) {
        if (record.value() instanceof Tick tick) {
            clock.advance(tick).ifPresent(now -> release(now, tick.of(), record));
        } else if (record.value() instanceof ReportChange change) {
            held.put(change.revision().recordedAt().toEpochMilli(), record.key(), change);
        }
    }

    private void release(Instant now, int partitions, Record<String, MatchInput> cause) {
        for (KeyValue<String, ReportChange> due : held.release(now.toEpochMilli())) {
            context.forward(cause.withKey(HeldKey.keyOf(due.key))
                    .<MatchInput>withValue(due.value)
                    .withTimestamp(due.value.revision().recordedAt().toEpochMilli()));
        }
        for (int p = 0; p < partitions; p++) {
            Tick tick = new Tick(now, p, partitions);
            context.forward(cause.withKey(ContributionKey.of(tick))
                    .<MatchInput>withValue(tick)
                    .withTimestamp(now.toEpochMilli()));
        }
    }
}
