package io.riskmonitor.topology;

import io.riskmonitor.incident.Incident;
import io.riskmonitor.risk.Attribution;
import io.riskmonitor.risk.HazardInput;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Joins an incident with the regions and the projects near it, and sends on how its contributions have changed. */
final class IncidentAttributionProcessor
        implements Processor<String, @Nullable Incident, String, @Nullable HazardInput> {
    private final Attribution attribution;
    private final ProjectDirectory directory;
    private final Function<HazardInput, byte[]> text;

    @SuppressWarnings("NullAway.Init")
    private ProcessorContext<String, @Nullable HazardInput> context;

    @SuppressWarnings("NullAway.Init")
    private AttributionLedger ledger;

    /** @param text a contribution as it is sent */
    IncidentAttributionProcessor(
            Attribution attribution, ProjectDirectory directory, Function<HazardInput, byte[]> text) {
        this.attribution = attribution;
        this.directory = directory;
        this.text = text;
    }

    @Override
    public void init(ProcessorContext<String, @Nullable HazardInput> context) {
        this.context = context;
        this.ledger = new AttributionLedger(context.getStateStore(StoreNames.ATTRIBUTIONS), attribution, text);
        directory.load(context.getStateStore(StoreNames.PROJECTS));
    }

    @Override
    public void process(Record<String, @Nullable Incident> record) {
        ledger.settle(
                record.key(),
                record.value(),
                directory.snapshot().sites(),
                (key, contribution) ->
                        context.forward(record.withKey(key).<@Nullable HazardInput>withValue(contribution)));
    }
}
