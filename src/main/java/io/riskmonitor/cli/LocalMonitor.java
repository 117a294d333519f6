package io.riskmonitor.cli;

import io.riskmonitor.access.Caller;
import io.riskmonitor.access.Change;
import io.riskmonitor.access.ChangeKind;
import io.riskmonitor.alert.Alert;
import io.riskmonitor.alert.AlertAction;
import io.riskmonitor.alert.AlertId;
import io.riskmonitor.broker.BrokerException;
import io.riskmonitor.config.MonitorConfig;
import io.riskmonitor.config.RegistryFile;
import io.riskmonitor.config.World;
import io.riskmonitor.feed.Ingest;
import io.riskmonitor.feed.IngestObserver;
import io.riskmonitor.feed.IngestSummary;
import io.riskmonitor.feed.ReportAdapter;
import io.riskmonitor.feed.ReportAdapters;
import io.riskmonitor.query.AlertDetail;
import io.riskmonitor.query.AlertPage;
import io.riskmonitor.query.AlertQueries;
import io.riskmonitor.query.Explanation;
import io.riskmonitor.query.RiskQueries;
import io.riskmonitor.query.SubjectView;
import io.riskmonitor.runtime.FileInput;
import io.riskmonitor.runtime.LiveRegistry;
import io.riskmonitor.runtime.Monitor;
import io.riskmonitor.topic.DeadLetter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A monitor started in this process for the time of one command. */
final class LocalMonitor implements MonitorAccess {
    private final Monitor monitor;
    private final Clock clock;

    private LocalMonitor(Monitor monitor, Clock clock) {
        this.monitor = monitor;
        this.clock = clock;
    }

    static LocalMonitor start(MonitorOptions options, Consumer<String> messages) {
        MonitorConfig config = options.config();
        messages.accept("no monitor is running on " + config.dataDir() + ": starting one for this command");
        Clock clock = Clock.systemUTC();
        return new LocalMonitor(Monitor.start(config, World.load(config), clock), clock);
    }

    @Override
    public List<SubjectView> regions(@Nullable Instant at) {
        return queries().regions(at);
    }

    @Override
    public List<SubjectView> projects(@Nullable Instant at) {
        return queries().projects(at);
    }

    @Override
    public Explanation explain(String subject, @Nullable Instant at, Set<String> without) {
        return queries().explain(subject, at, without);
    }

    @Override
    public List<DeadLetter> deadLetters(@Nullable String source) {
        return monitor.deadLetters(source);
    }

    @Override
    public AlertPage alerts(AlertQueries.Filter filter) {
        requireAll();
        return monitor.alerts().queries().find(filter);
    }

    @Override
    public AlertDetail alert(AlertId id) {
        requireAll();
        return monitor.alerts().queries().detail(id);
    }

    @Override
    public List<Alert> revisions(AlertId id) {
        return monitor.alerts().revisions(id);
    }

    @Override
    public AlertDetail act(AlertId id, Wish wish) {
        return monitor.alerts()
                .act(
                        new AlertAction(
                                id, wish.action(), wish.by(), clock.instant(), wish.disposition(), wish.comment()),
                        Caller.LOCAL_USER,
                        Change.Surface.COMMAND);
    }

    @Override
    public IngestSummary ingest(IngestRequest request, LongConsumer progress) throws IOException {
        ReportAdapter adapter = ReportAdapters.all()
                .named(request.source())
                .orElseThrow(() -> new IllegalArgumentException("no source " + request.source()));
        IngestSummary summary = monitor.ingest(
                adapter,
                request.files().stream().map(FileInput::new).toList(),
                new Ingest.Options(
                        request.complete(), clock.instant(), "ingest " + request.source(), request.layout(), progress),
                IngestObserver.NONE,
                change(
                        ChangeKind.FILES_INGESTED,
                        request.source() + ": "
                                + request.files().stream().map(Path::toString).collect(Collectors.joining(", "))));
        monitor.settle();
        return summary;
    }

    @Override
    public LiveRegistry.Changes publish(Path file, boolean complete, String recordedBy) {
        LiveRegistry.Changes changes = monitor.registry()
                .publish(
                        RegistryFile.projects(file),
                        complete,
                        recordedBy,
                        change(ChangeKind.REGISTRY_PUBLISHED, "by " + recordedBy));
        monitor.settle();
        return changes;
    }

    @Override
    public LiveRegistry.Changes removeProject(String id, String recordedBy) {
        LiveRegistry.Changes changes =
                monitor.registry().remove(id, recordedBy, change(ChangeKind.REGISTRY_PUBLISHED, "by " + recordedBy));
        monitor.settle();
        return changes;
    }

    private RiskQueries queries() {
        requireAll();
        return monitor.queries();
    }

    /** What others own would look like peace. */
    private void requireAll() {
        if (!monitor.peers().ownsAll()) {
            throw new BrokerException(
                    "other instances run on this cluster and share its work: give the data directory of one"
                            + " that runs on this machine, or ask one over HTTP");
        }
    }

    private static Change change(ChangeKind what, String detail) {
        return new Change(Caller.LOCAL_USER, Change.Surface.COMMAND, what, detail);
    }

    @Override
    public void close() {
        monitor.close();
    }
}
