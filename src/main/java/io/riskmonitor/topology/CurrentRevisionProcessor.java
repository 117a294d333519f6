package io.riskmonitor.topology;

import io.riskmonitor.incident.Revision;
import io.riskmonitor.risk.MatchInput;
import io.riskmonitor.risk.ReportChange;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps of each report the revision that stands, whatever order they arrive in, and passes it on, to where
 * reports of all sources meet.
 */
final class CurrentRevisionProcessor implements Processor<String, @Nullable Revision, String, MatchInput> {
    @SuppressWarnings("NullAway.Init")
    private ProcessorContext<String, MatchInput> context;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, Revision> reports;

    @SuppressWarnings("NullAway.Init")
    private FeedPulses heard;

    @Override
    public void init(ProcessorContext<String, MatchInput> context) {
        this.context = context;
        this.reports = context.getStateStore(StoreNames.REPORTS);
        this.heard = new FeedPulses(context.getStateStore(StoreNames.HEARD_FEEDS));
    }

    @Override
    public void process(Record<String, @Nullable Revision> record) {
        Revision arrived = record.value();
        if (arrived == null) {
            // A tombstone is no revision: the log keeps everything, and a retraction says who took back what and when.
            return;
        }
        heard.hear(arrived.id().source(), arrived.recordedAt());
        Revision standing = reports.get(record.key());
        if (standing != null && !arrived.supersedes(standing)) {
            return;
        }
        reports.put(record.key(), arrived);
        if (arrived.isRetraction() && (standing == null || standing.isRetraction())) {
            return;
        }
        context.forward(record.<MatchInput>withValue(ReportChange.of(arrived)));
    }
}
