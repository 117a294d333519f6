package io.riskmonitor.topology;

import io.riskmonitor.risk.HazardInput;
import io.riskmonitor.risk.Tick;
import io.riskmonitor.topic.ReplacesHeader;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Of a replay: keeps changes of contributions and pulses back until a tick has come through every partition of the log, so that none
 * is still under way, then passes them on by time and key, and the tick behind them. How partitions overtook each other
 * makes no difference.
 */
final class ContributionHoldProcessor
        implements Processor<String, @Nullable HazardInput, String, @Nullable HazardInput> {
    @SuppressWarnings("NullAway.Init")
    private ProcessorContext<String, @Nullable HazardInput> context;

    @SuppressWarnings("NullAway.Init")
    private Held<Change> held;

    @SuppressWarnings("NullAway.Init")
    private TaskClock clock;

    /**
     * @param input a contribution, null if it no longer holds, or the pulse of a source
     * @param replaces ids of incidents that a contribution's takes the place of
     */
    record Change(long at, @Nullable HazardInput input, List<String> replaces) {
        boolean isWithdrawal() {
            return input == null;
        }
    }

    @Override
    public void init(ProcessorContext<String, @Nullable HazardInput> context) {
        this.context = context;
        this.held = new Held<>(context.getStateStore(StoreNames.HELD_CONTRIBUTIONS));
        this.clock = new TaskClock(context.getStateStore(StoreNames.HOLD_CLOCK));
    }

    @Override
    public void process(Record<String, @Nullable HazardInput> record) {
        if (record.value() instanceof Tick tick) {
            clock.advance(tick).ifPresent(now -> release(now, tick.of(), record));
        } else {
            held.put(
                    record.timestamp(),
                    record.key(),
                    new Change(record.timestamp(), record.value(), ReplacesHeader.read(record.headers())));
        }
    }

    private void release(Instant now, int partitions, Record<String, @Nullable HazardInput> cause) {
        List<KeyValue<String, Change>> all = held.release(now.toEpochMilli());
        // What is withdrawn in a moment comes last in it, behind what may have taken its place.
        all.sort(Comparator.<KeyValue<String, Change>>comparingLong(due -> due.value.at())
                .thenComparing(due -> due.value.isWithdrawal()));
        for (KeyValue<String, Change> due : all) {
            Headers headers = new RecordHeaders(cause.headers());
            ReplacesHeader.stamp(headers, due.value.replaces());
            context.forward(cause.withKey(HeldKey.keyOf(due.key))
                    .<@Nullable HazardInput>withValue(due.value.input())
                    .withHeaders(headers)
                    .withTimestamp(due.value.at()));
        }
        for (int p = 0; p < partitions; p++) {
            Tick tick = new Tick(now, p, partitions);
            context.forward(cause.withKey(ContributionKey.of(tick))
                    .<@Nullable HazardInput>withValue(tick)
                    .withTimestamp(now.toEpochMilli()));
        }
    }
}
