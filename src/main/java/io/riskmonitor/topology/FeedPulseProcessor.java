package io.riskmonitor.topology;

import io.riskmonitor.risk.FeedPulse;
import io.riskmonitor.risk.Tick;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * On a tick, tells all who keep scores what this partition of the log has heard of each source since the last one, then
 * sends the tick on behind it. No revision waits for it.
 * Pulses take the short way, and are there before the tick: the log
 * of a transaction is whole before anybody reads of it.
 */
final class FeedPulseProcessor implements Processor<String, Tick, String, Object> {
    /** What has been told since the task was opened. At first all is told once more, which changes nothing. */
    private final Map<String, FeedPulse> told = new HashMap<>();

    @SuppressWarnings("NullAway.Init")
    private ProcessorContext<String, Object> context;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, FeedPulse> heard;

    @Override
    public void init(ProcessorContext<String, Object> context) {
        this.context = context;
        this.heard = context.getStateStore(StoreNames.HEARD_FEEDS);
        told.clear();
    }

    @Override
    public void process(Record<String, Tick> record) {
        Tick tick = record.value();
        try (KeyValueIterator<String, FeedPulse> all = heard.all()) {
            all.forEachRemaining(entry -> tell(entry.value, record));
        }
        context.forward(record.<Object>withValue(tick), RevisionTopology.HAND_OVER);
    }

    private void tell(@Nullable FeedPulse pulse, Record<String, Tick> tick) {
        if (pulse != null && !pulse.equals(told.put(pulse.source(), pulse))) {
            context.forward(
                    tick.withKey(ContributionKey.of(pulse, tick.value().partition()))
                            .<Object>withValue(pulse),
                    RevisionTopology.EGRESS_PULSES);
        }
    }
}
