package io.riskmonitor.topology;

import io.riskmonitor.incident.Incident;
import io.riskmonitor.incident.Matched;
import io.riskmonitor.incident.Matching;
import io.riskmonitor.incident.ReportId;
import io.riskmonitor.registry.Project;
import io.riskmonitor.registry.SiteIndex;
import io.riskmonitor.risk.Attribution;
import io.riskmonitor.risk.HazardInput;
import io.riskmonitor.risk.SubjectId;
import io.riskmonitor.risk.Tick;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * On a tick, joins past incidents anew with whatever has changed since the last one: projects of the registry, or the
 * whole model or its regions. Then sends the tick on, behind all that it caused.
 */
final class RegistryRejoinProcessor implements Processor<String, Tick, String, @Nullable HazardInput> {
    /** Key of the model and regions last joined with, among the project ids: no project id has a #. */
    private static final String MODEL = "#model";

    private static final long NONE = -1;

    private final Attribution attribution;
    private final ProjectDirectory directory;
    private final long modelFingerprint;
    private final Function<HazardInput, byte[]> text;

    @SuppressWarnings("NullAway.Init")
    private ProcessorContext<String, @Nullable HazardInput> context;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, Matched> reports;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, Long> joined;

    @SuppressWarnings("NullAway.Init")
    private AttributionLedger ledger;

    /** Of the registry that a task without a report has begun with; every report is joined with it or a later one. */
    private long begunVersion = NONE;

    private long joinedVersion = NONE;

    /**
     * Joins nothing before the first tick.
     *
     * @param modelIdentity changes whenever the risk model or the regions do
     * @param text a contribution as it is sent
     */
    RegistryRejoinProcessor(
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
        this.reports = context.getStateStore(StoreNames.MATCHED_REPORTS);
        this.joined = context.getStateStore(StoreNames.JOINED_REGISTRY);
        this.ledger = new AttributionLedger(context.getStateStore(StoreNames.ATTRIBUTIONS), attribution, text);
        directory.load(context.getStateStore(StoreNames.PROJECTS));
        begunVersion = hasReports() ? NONE : directory.snapshot().version();
    }

    private boolean hasReports() {
        try (KeyValueIterator<String, Matched> any = reports.all()) {
            return any.hasNext();
        }
    }

    @Override
    public void process(Record<String, Tick> record) {
        ProjectDirectory.Snapshot registry = directory.snapshot();
        if (registry.version() != joinedVersion) {
            rejoin(registry, record);
            joinedVersion = registry.version();
        }
        context.forward(
                record.withKey(ContributionKey.of(record.value())).<@Nullable HazardInput>withValue(record.value()));
    }

    private void rejoin(ProjectDirectory.Snapshot registry, Record<String, Tick> cause) {
        Long lastModel = joined.get(MODEL);
        if (lastModel == null && registry.version() == begunVersion) {
            // A whole history may have come before the first tick, and was joined with just this as it came.
            registry.projects().forEach((id, project) -> joined.put(id, joinFingerprint(project)));
            joined.put(MODEL, modelFingerprint);
            return;
        }
        boolean modelChanged = lastModel == null || lastModel != modelFingerprint;
        Set<String> changedIds = changedProjects(registry.projects());
        if (!modelChanged && changedIds.isEmpty()) {
            return;
        }
        List<Project> changed = new ArrayList<>();
        for (String id : changedIds) {
            Project project = registry.projects().get(id);
            if (project == null) {
                joined.delete(id);
            } else {
                joined.put(id, joinFingerprint(project));
                changed.add(project);
            }
        }
        joined.put(MODEL, modelFingerprint);
        SiteIndex changedSites = new SiteIndex(changed);
        settleAll(
                incident -> modelChanged
                        || attribution.mayConcern(incident, changedSites)
                        || concerned(incident, changedIds),
                registry.sites(),
                cause);
    }

    private boolean concerned(Incident incident, Set<String> projectIds) {
        AttributionLedger.Attributions sent = ledger.of(incident.id());
        return projectIds.stream().anyMatch(id -> sent.concern(SubjectId.Kind.PROJECT.keyOf(id)));
    }

    private void settleAll(Predicate<Incident> concerned, SiteIndex sites, Record<String, Tick> cause) {
        try (KeyValueIterator<String, Matched> all = reports.all()) {
            while (all.hasNext()) {
                KeyValue<String, Matched> entry = all.next();
                if (!entry.value.incident().equals(entry.value.id())) {
                    continue; // told in another report's incident
                }
                Incident incident = incident(entry.value.id());
                if (concerned.test(incident)) {
                    ledger.settle(
                            entry.key,
                            incident,
                            sites,
                            (key, contribution) ->
                                    context.forward(cause.withKey(key).<@Nullable HazardInput>withValue(contribution)));
                }
            }
        }
    }

    private Incident incident(ReportId id) {
        return Incident.of(Matching.reports(id, report -> reports.get(report.toString())).stream()
                .map(Matched::revision)
                .toList());
    }

    private Set<String> changedProjects(Map<String, Project> now) {
        Set<String> changed = new HashSet<>();
        now.forEach((id, project) -> {
            Long last = joined.get(id);
            if (last == null || last != joinFingerprint(project)) {
                changed.add(id);
            }
        });
        try (KeyValueIterator<String, Long> known = joined.all()) {
            while (known.hasNext()) {
                String id = known.next().key;
                if (!id.equals(MODEL) && !now.containsKey(id)) {
                    changed.add(id);
                }
            }
        }
        return changed;
    }

    /** Of what the join looks at: a new name or phase joins nothing anew. */
    private static long joinFingerprint(Project project) {
        return Fingerprint.of(List.of(project.sites(), project.matches()));
    }
}
