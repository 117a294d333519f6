package io.riskmonitor.topology;

import io.riskmonitor.incident.Revision;
import io.riskmonitor.risk.MatchInput;
import io.riskmonitor.risk.ReportChange;
import io.riskmonitor.risk.Tick;
import io.riskmonitor.topology.AttributionLedger.Attributions;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Sends a tick on behind all that its partition has learnt. Before the first, where a release that matched nothing has left what
 * it counted, hands over every report that stands with that, so that those who match know what to take back. Once: what is
 * handed over is removed in the same transaction.
 */
final class HandOverProcessor implements Processor<String, Tick, String, MatchInput> {
    @SuppressWarnings("NullAway.Init")
    private ProcessorContext<String, MatchInput> context;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, Revision> reports;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, Attributions> former;

    private boolean done;

    @Override
    public void init(ProcessorContext<String, MatchInput> context) {
        this.context = context;
        this.reports = context.getStateStore(StoreNames.REPORTS);
        this.former = context.getStateStore(StoreNames.FORMER_ATTRIBUTIONS);
        this.done = false;
    }

    @Override
    public void process(Record<String, Tick> record) {
        if (!done) {
            handOver(record);
            done = true;
        }
        context.forward(record.withKey(ContributionKey.of(record.value())).<MatchInput>withValue(record.value()));
    }

    private void handOver(Record<String, Tick> tick) {
        List<String> counted = new ArrayList<>();
        try (KeyValueIterator<String, Attributions> all = former.all()) {
            all.forEachRemaining(entry -> counted.add(entry.key));
        }
        if (counted.isEmpty()) {
            return;
        }
        try (KeyValueIterator<String, Revision> all = reports.all()) {
            while (all.hasNext()) {
                KeyValue<String, Revision> report = all.next();
                if (!report.value.isRetraction()) {
                    Attributions sent = former.get(report.key);
                    context.forward(tick.withKey(report.key)
                            .<MatchInput>withValue(
                                    new ReportChange(report.value, sent == null ? null : sent.fingerprintBySubject())));
                }
            }
        }
        counted.forEach(former::delete);
    }
}
