package io.riskmonitor.topology;

import io.riskmonitor.incident.Incident;
import io.riskmonitor.incident.Revision;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps of each report the revision that stands, whatever order they arrive in, and passes on what it now tells: the
 * incident, or null once it is retracted.
 */
final class CurrentRevisionProcessor implements Processor<String, @Nullable Revision, String, @Nullable Incident> {
    @SuppressWarnings("NullAway.Init")
    private ProcessorContext<String, @Nullable Incident> context;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, Revision> reports;

    @SuppressWarnings("NullAway.Init")
    private FeedPulses heard;

    @Override
    public void init(ProcessorContext<String, @Nullable Incident> context) {
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
        context.forward(record.withValue(arrived.isRetraction() ? null : Incident.of(arrived)));
    }
}
