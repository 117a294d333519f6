package io.riskmonitor.cli;

import io.riskmonitor.feed.IngestSummary;
import io.riskmonitor.query.Explanation;
import io.riskmonitor.query.SubjectView;
import io.riskmonitor.runtime.LiveRegistry;
import io.riskmonitor.topic.DeadLetter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** What commands ask of a monitor, whether it runs in this process or another one has the data directory. */
interface MonitorAccess extends AlertAccess, AutoCloseable {
    /** How an ingest is to be done. */
    record IngestRequest(
            String source,
            List<Path> files,
            boolean complete,
            @Nullable String layout) {}

    List<SubjectView> regions(@Nullable Instant at);

    List<SubjectView> projects(@Nullable Instant at);

    Explanation explain(String subject, @Nullable Instant at, Set<String> without);

    List<DeadLetter> deadLetters(@Nullable String source);

    /** @param progress takes the number of rows read so far, where that can be seen from here */
    IngestSummary ingest(IngestRequest request, LongConsumer progress) throws IOException;

    /**
     * Puts the projects of a registry file into the registry.
     *
     * @param complete the file is the whole registry
     * @param recordedBy who says so
     */
    LiveRegistry.Changes publish(Path file, boolean complete, String recordedBy);

    /** @throws io.riskmonitor.query.UnknownSubjectException if there is no such project */
    LiveRegistry.Changes removeProject(String id, String recordedBy);

    @Override
    void close();

    /**
     * The monitor that runs on the options' directory, or one started for the time of a command.
     *
     * @param messages takes what is worth telling a person meanwhile
     */
    static MonitorAccess open(MonitorOptions options, Consumer<String> messages) {
        return RemoteMonitor.on(options.dataDir)
                .<MonitorAccess>map(remote -> remote)
                .orElseGet(() -> LocalMonitor.start(options, messages));
    }
}
