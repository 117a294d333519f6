package io.riskmonitor.topology;

import io.riskmonitor.incident.Incident;
import io.riskmonitor.incident.Matched;
import io.riskmonitor.incident.Matching;
import io.riskmonitor.incident.ReportId;
import io.riskmonitor.registry.Project;
import io.riskmonitor.registry.SiteIndex;
import io.riskmonitor.risk.Attribution;
import io.riskmonitor.risk.HazardInput;
import io.riskmonitor.risk.Tick;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * On a tick, joins past incidents anew with whatever has changed since the last one: projects of the registry, or the
 * whole model or its regions. Then sends the tick on, behind all that it caused. Goes in steps, as a transaction that took in a
 * long history would outlast what a broker allows one; ticks that come in between wait behind the one that it is done for.
 */
final class RegistryRejoinProcessor implements Processor<String, Tick, String, @Nullable HazardInput> {
    /** Reports that one step looks at: a second's work where all are joined anew, and a tenth of a transaction's time. */
    static final int STEP = 2_000;

    /** Between steps, for commits and for what else there is to process. No time is asked of this clock. */
    private static final Duration PAUSE = Duration.ofMillis(20);

    private static final String UNDER_WAY = "rejoin";

    private final Attribution attribution;
    private final ProjectDirectory directory;
    private final long modelFingerprint;
    private final Function<HazardInput, byte[]> text;
    private final int step;

    @SuppressWarnings("NullAway.Init")
    private ProcessorContext<String, @Nullable HazardInput> context;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, Matched> reports;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, Rejoin> underWay;

    @SuppressWarnings("NullAway.Init")
    private WaitingTicks waiting;

    @SuppressWarnings("NullAway.Init")
    private JoinedRegistry joined;

    @SuppressWarnings("NullAway.Init")
    private AttributionLedger ledger;

    private @Nullable Cancellable nextStep;
    private @Nullable ChangedSites changedSites;

    /** Where the projects of the rejoin under way lie, in one version of the registry. */
    private record ChangedSites(long version, SiteIndex sites) {}

    /**
     * Joins nothing before the first tick.
     *
     * @param modelIdentity changes whenever the risk model or the regions do
     * @param text a contribution as it is sent
     * @param step how many reports are looked at in one go
     */
    RegistryRejoinProcessor(
            Attribution attribution,
            ProjectDirectory directory,
            String modelIdentity,
            Function<HazardInput, byte[]> text,
            int step) {
        this.attribution = attribution;
        this.directory = directory;
        this.text = text;
        this.modelFingerprint = Fingerprint.of(modelIdentity);
        this.step = step;
    }

    @Override
    public void init(ProcessorContext<String, @Nullable HazardInput> context) {
        this.context = context;
        this.reports = context.getStateStore(StoreNames.MATCHED_REPORTS);
        this.underWay = context.getStateStore(StoreNames.REJOIN);
        this.waiting = new WaitingTicks(context.getStateStore(StoreNames.WAITING_TICKS));
        KeyValueStore<String, AttributionLedger.Attributions> sent = context.getStateStore(StoreNames.ATTRIBUTIONS);
        this.ledger = new AttributionLedger(sent, attribution, text);
        this.joined = new JoinedRegistry(context.getStateStore(StoreNames.JOINED_REGISTRY), sent, modelFingerprint);
        directory.load(context.getStateStore(StoreNames.PROJECTS));
        // A task that begins anew after a fault has this same processor, and none of what it had scheduled.
        changedSites = null;
        nextStep = null;
        if (underWay.get(UNDER_WAY) != null) {
            scheduleNextStep();
        }
    }

    @Override
    public void process(Record<String, Tick> record) {
        Tick tick = record.value();
        if (underWay.get(UNDER_WAY) != null) {
            waiting.add(tick);
        } else if (begins()) {
            waiting.add(tick);
            goOn();
        } else {
            send(tick);
        }
    }

    /** Whether there is something to be joined anew before a tick may be sent. */
    private boolean begins() {
        Optional<Rejoin> rejoin = joined.take(directory.snapshot());
        rejoin.ifPresent(some -> underWay.put(UNDER_WAY, some));
        return rejoin.isPresent();
    }

    /** One step, and when it was the last the ticks that wait, until there is something to be joined anew before one. */
    private void goOn() {
        Rejoin rejoin = Objects.requireNonNull(underWay.get(UNDER_WAY), "no rejoin is under way");
        Tick cause = waiting.first().orElseThrow();
        Optional<String> from = join(rejoin, cause);
        if (from.isPresent()) {
            underWay.put(UNDER_WAY, rejoin.goingOnFrom(from.get()));
            scheduleNextStep();
            return;
        }
        underWay.delete(UNDER_WAY);
        changedSites = null;
        Optional<Tick> due = Optional.of(cause);
        do {
            send(due.get());
            waiting.removeFirst();
            due = waiting.first();
        } while (due.isPresent() && !begins());
        if (due.isPresent()) {
            scheduleNextStep();
        } else if (nextStep != null) {
            nextStep.cancel();
            nextStep = null;
        }
    }

    private void scheduleNextStep() {
        if (nextStep == null) {
            nextStep = context.schedule(PAUSE, PunctuationType.WALL_CLOCK_TIME, ignored -> goOn());
        }
    }

    private void send(Tick tick) {
        context.forward(record(ContributionKey.of(tick), tick, tick));
    }

    private static Record<String, @Nullable HazardInput> record(String key, @Nullable HazardInput value, Tick cause) {
        return new Record<>(key, value, cause.at().toEpochMilli());
    }

    /**
     * Joins anew those of the next reports that are an incident's and concerned.
     *
     * @return key of the report to go on from; none if there is no further one
     */
    private Optional<String> join(Rejoin rejoin, Tick cause) {
        ProjectDirectory.Snapshot registry = directory.snapshot();
        joined.use(registry);
        SiteIndex changed = sitesOf(rejoin, registry);
        int left = step;
        try (KeyValueIterator<String, Matched> all = reports.range(rejoin.from(), null)) {
            while (all.hasNext()) {
                if (left == 0) {
                    return Optional.of(all.peekNextKey());
                }
                left--;
                KeyValue<String, Matched> entry = all.next();
                if (!entry.value.incident().equals(entry.value.id())) {
                    continue; // told in another report's incident
                }
                Incident incident = incident(entry.value.id());
                if (rejoin.all()
                        || attribution.mayConcern(incident, changed)
                        || ledger.of(entry.key).concernAny(rejoin.projectIds())) {
                    ledger.settle(
                            entry.key,
                            incident,
                            registry.sites(),
                            (key, contribution) -> context.forward(record(key, contribution, cause)));
                }
            }
        }
        return Optional.empty();
    }

    private Incident incident(ReportId id) {
        return Incident.of(Matching.reports(id, report -> reports.get(report.toString())).stream()
                .map(Matched::revision)
                .toList());
    }

    private SiteIndex sitesOf(Rejoin rejoin, ProjectDirectory.Snapshot registry) {
        ChangedSites known = changedSites;
        if (known == null || known.version() != registry.version()) {
            List<Project> projects = rejoin.projectIds().stream()
                    .filter(registry.projects()::containsKey)
                    .map(registry.projects()::get)
                    .toList();
            known = new ChangedSites(registry.version(), new SiteIndex(projects));
            changedSites = known;
        }
        return known.sites();
    }
}
