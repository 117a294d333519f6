package io.riskmonitor.topology;

import io.riskmonitor.incident.Incident;
import io.riskmonitor.incident.Matched;
import io.riskmonitor.incident.Matching;
import io.riskmonitor.incident.ReportId;
import io.riskmonitor.risk.MatchInput;
import io.riskmonitor.risk.ReportChange;
import io.riskmonitor.risk.Tick;
import io.riskmonitor.topic.ReplacesHeader;
import io.riskmonitor.topology.AttributionLedger.Attributions;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Makes incidents of the reports of all sources, and passes on those that a report has changed; null for one that is no more.
 * What is new comes before what is gone, and says what it takes the place of, so that nobody counts both or neither.
 */
final class ReportMatchProcessor implements Processor<String, MatchInput, String, @Nullable Object> {
    @SuppressWarnings("NullAway.Init")
    private ProcessorContext<String, @Nullable Object> context;

    @SuppressWarnings("NullAway.Init")
    private MatchedReports reports;

    @SuppressWarnings("NullAway.Init")
    private Matching matching;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, Attributions> sent;

    @Override
    public void init(ProcessorContext<String, @Nullable Object> context) {
        this.context = context;
        KeyValueStore<String, Matched> matched = context.getStateStore(StoreNames.MATCHED_REPORTS);
        KeyValueStore<String, Long> cells = context.getStateStore(StoreNames.REPORT_CELLS);
        this.reports = new MatchedReports(matched, cells);
        this.matching = new Matching(reports);
        this.sent = context.getStateStore(StoreNames.ATTRIBUTIONS);
    }

    @Override
    public void process(Record<String, MatchInput> record) {
        if (record.value() instanceof Tick tick) {
            context.forward(record.<@Nullable Object>withValue(tick), ContributionTopology.REJOIN);
        } else if (record.value() instanceof ReportChange change) {
            take(change, record);
        }
    }

    private void take(ReportChange change, Record<String, MatchInput> record) {
        if (change.counted() != null) {
            sent.putIfAbsent(record.key(), new Attributions(change.counted()));
        }
        Matching.Change incidents = matching.take(change.revision());
        incidents
                .told()
                .forEach((id, incident) ->
                        tell(id, incident, record, incidents.isNew().contains(id) ? incidents.gone() : Set.of()));
        incidents.gone().forEach(id -> tell(id, null, record, Set.of()));
        if (change.counted() != null && isToldInAnother(change.revision().id())) {
            context.forward(record.<@Nullable Object>withValue(null), ContributionTopology.ATTRIBUTE);
        }
    }

    private boolean isToldInAnother(ReportId id) {
        Matched report = reports.get(id);
        return report != null && !report.incident().equals(id);
    }

    private void tell(
            ReportId id, @Nullable Incident incident, Record<String, MatchInput> cause, Set<ReportId> replaced) {
        Record<String, @Nullable Object> told = cause.withKey(id.toString()).<@Nullable Object>withValue(incident);
        if (!replaced.isEmpty()) {
            Headers headers = new RecordHeaders(cause.headers());
            replaced.forEach(other -> ReplacesHeader.stamp(headers, other.toString()));
            told = told.withHeaders(headers);
        }
        context.forward(told, ContributionTopology.EGRESS_INCIDENTS);
        context.forward(told, ContributionTopology.ATTRIBUTE);
    }
}
