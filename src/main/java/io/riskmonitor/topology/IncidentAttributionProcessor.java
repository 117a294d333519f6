package io.riskmonitor.topology;

import io.riskmonitor.incident.Incident;
import io.riskmonitor.risk.Attribution;
import io.riskmonitor.risk.HazardInput;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Joins an incident with the regions and the projects near it, and sends on how its contributions have changed. */
final class IncidentAttributionProcessor
        implements Processor<String, @Nullable Incident, String, @Nullable HazardInput> {
    private final Attribution attribution;
    private final ProjectDirectory directory;
    private final long modelFingerprint;
    private final Function<HazardInput, byte[]> text;

    @SuppressWarnings("NullAway.Init")
    private ProcessorContext<String, @Nullable HazardInput> context;

    @SuppressWarnings("NullAway.Init")
    private AttributionLedger ledger;

    @SuppressWarnings("NullAway.Init")
    private JoinedRegistry joined;

    /**
     * @param modelIdentity changes whenever the risk model or the regions do
     * @param text a contribution as it is sent
     */
    IncidentAttributionProcessor(
            Attribution attribution,
            ProjectDirectory directory,
            String modelIdentity,
            Function<HazardInput, byte[]> text) {
        this.attribution = attribution;
        this.directory = directory;
        this.text = text;
        this.modelFingerprint = Fingerprint.of(modelIdentity);
    }

    @Override
    public void init(ProcessorContext<String, @Nullable HazardInput> context) {
        this.context = context;
        KeyValueStore<String, AttributionLedger.Attributions> sent = context.getStateStore(StoreNames.ATTRIBUTIONS);
        this.ledger = new AttributionLedger(sent, attribution, text);
        this.joined = new JoinedRegistry(context.getStateStore(StoreNames.JOINED_REGISTRY), sent, modelFingerprint);
        directory.load(context.getStateStore(StoreNames.PROJECTS));
    }

    @Override
    public void process(Record<String, @Nullable Incident> record) {
        ProjectDirectory.Snapshot registry = directory.snapshot();
        joined.use(registry);
        ledger.settle(
                record.key(),
                record.value(),
                registry.sites(),
                (key, contribution) ->
                        context.forward(record.withKey(key).<@Nullable HazardInput>withValue(contribution)));
    }
}
