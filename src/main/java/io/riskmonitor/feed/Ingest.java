package io.riskmonitor.feed;

import io.riskmonitor.geo.Region;
import io.riskmonitor.geo.RegionIndex;
import io.riskmonitor.incident.Extent;
import io.riskmonitor.incident.Location;
import io.riskmonitor.incident.Report;
import io.riskmonitor.incident.ReportId;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.text.UnreadableFileException;
import io.riskmonitor.topic.DeadLetter;
import io.riskmonitor.topic.FeedCursor;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a feed into the log: every row becomes a revision, is found unchanged, or goes to the dead letters.
 *
 * <p>Rows are written in transactions of {@value #BATCH} rows with the feed's position. What is written but not yet taken
 * in by the topology is remembered for two batches, so a report that stands twice in a file is compared with its first
 * row, and memory does not grow with the file.
 */
public final class Ingest {
    static final int BATCH = 2_000;
    private static final String OUTSIDE = "outside";

    private final ReportAdapter adapter;
    private final CurrentReports current;
    private final RevisionLog log;
    private final RegionIndex regions;
    private final Options options;
    private final IngestObserver observer;

    private Map<ReportId, Revision> batch = new HashMap<>();
    private Map<ReportId, Revision> lastBatch = new HashMap<>();
    private final SeenReports seen = new SeenReports();
    private final Map<String, Long> byRegion = new TreeMap<>();
    private final Map<String, Long> byType = new TreeMap<>();
    private final Map<String, Long> refusedByReason = new TreeMap<>();
    private final Map<String, Long> ignoredByReason = new TreeMap<>();
    private String fileName = "";
    private long inFile;
    private long inBatch;
    private long rows;
    private long revisions;
    private long unchanged;
    private long retractions;
    private long deadLetters;
    private long ignored;

    /**
     * How to read.
     *
     * @param complete the files together are the source's whole release: reports that are not in them are retracted
     * @param recordedAt the moment at which this reading learns of the rows
     * @param recordedBy who reads
     * @param layout the layout to force, or null
     * @param progress takes the number of rows read so far
     */
    public record Options(
            boolean complete,
            Instant recordedAt,
            String recordedBy,
            @Nullable String layout,
            LongConsumer progress) {}

    /** An input with the name it goes by in messages. */
    public interface Input {
        String name();

        InputStream open() throws IOException;
    }

    public Ingest(
            ReportAdapter adapter,
            CurrentReports current,
            RevisionLog log,
            RegionIndex regions,
            Options options,
            IngestObserver observer) {
        this.adapter = adapter;
        this.current = current;
        this.log = log;
        this.regions = regions;
        this.options = options;
        this.observer = observer;
    }

    /**
     * Reads all inputs. What was committed before a failure stays, every input read to its end among it; reading again
     * takes up the rest.
     *
     * @throws UnreadableFileException if an input cannot be read at all; then nothing is retracted
     */
    public IngestSummary run(List<? extends Input> inputs) throws IOException {
        log.begin();
        try {
            for (Input input : inputs) {
                fileName = input.name();
                inFile = 0;
                try (InputStream in = input.open()) {
                    adapter.read(
                            in,
                            new FeedContext(
                                    fileName, options.recordedAt(), options.recordedBy(), options.layout(), regions),
                            this::take);
                }
                log.position(cursor(true));
                nextBatch(); // what a file brought is lasting even if the next one cannot be read
            }
            if (options.complete()) {
                retractVanished();
            }
            log.commit();
            log.awaitTaken();
            observer.finished(adapter.source(), options.recordedAt());
        } catch (IOException | RuntimeException e) {
            log.abort();
            throw e;
        }
        return new IngestSummary(
                rows,
                revisions,
                unchanged,
                retractions,
                deadLetters,
                ignored,
                byRegion,
                byType,
                refusedByReason,
                ignoredByReason);
    }

    private void take(RowOutcome outcome) {
        rows++;
        inFile++;
        if (options.complete()) {
            // A row that is there but cannot be read has not vanished.
            outcome.reportId().ifPresent(seen::add);
        }
        if (outcome instanceof RowOutcome.Accepted accepted) {
            accept(accepted.revision());
        } else if (outcome instanceof RowOutcome.Refused refused) {
            deadLetters++;
            refusedByReason.merge(refused.reason(), 1L, Long::sum);
            observer.deadLetter(adapter.source(), refused.reason());
            log.refuse(letter(refused));
        } else if (outcome instanceof RowOutcome.Ignored passedOver) {
            ignored++;
            ignoredByReason.merge(passedOver.reason(), 1L, Long::sum);
        }
        options.progress().accept(rows);
        if (++inBatch >= BATCH) {
            log.position(cursor(false));
            nextBatch();
        }
    }

    private void accept(Revision revision) {
        Report body = revision.body();
        if (body != null) {
            byRegion.merge(regionOf(body.location()), 1L, Long::sum);
            byType.merge(body.type().name(), 1L, Long::sum);
        }
        Optional<Revision> standing = standing(revision.id());
        boolean known = body == null
                ? standing.map(Revision::isRetraction).orElseGet(() -> current.sees(revision.id()))
                : standing.map(s -> body.equals(s.body())).orElse(false);
        if (known || isOlderVersion(revision, standing)) {
            unchanged++;
            return;
        }
        append(standing.isEmpty() ? revision : after(standing.get(), revision));
        if (body == null) {
            retractions++;
        } else {
            revisions++;
        }
    }

    /**
     * An older version of what stands is no news, such as an alert read again after the one that cancelled it. What is in
     * a complete release stands whatever its date.
     */
    private boolean isOlderVersion(Revision revision, Optional<Revision> standing) {
        return adapter.datesItsVersions()
                && !options.complete()
                && standing.map(s -> revision.recordedAt().isBefore(s.recordedAt()))
                        .orElse(false);
    }

    /** A row that comes later in the log was learnt later, even within the same millisecond. */
    private static Revision after(Revision standing, Revision revision) {
        return revision.recordedAt().isAfter(standing.recordedAt())
                ? revision
                : new Revision(
                        revision.id(), standing.recordedAt().plusMillis(1), revision.recordedBy(), revision.body());
    }

    private Optional<Revision> standing(ReportId id) {
        Revision waiting = batch.get(id);
        if (waiting == null) {
            waiting = lastBatch.get(id);
        }
        return waiting != null ? Optional.of(waiting) : current.standing(id);
    }

    private void append(Revision revision) {
        batch.put(revision.id(), revision);
        log.append(revision);
        Report body = revision.body();
        observer.revision(
                adapter.source(), body == null ? "RETRACTION" : body.type().name());
    }

    private void nextBatch() {
        // Committed before anything is waited for: a transaction that stays open for a minute is ended by the broker.
        log.commit();
        // The batch before has to be taken in before it is forgotten; by now it mostly is.
        log.awaitFormerTaken();
        lastBatch = batch;
        batch = new HashMap<>();
        inBatch = 0;
        log.begin();
    }

    private void retractVanished() {
        log.awaitTaken();
        current.ofSource(adapter.source(), standing -> {
            if (!standing.isRetraction() && !seen.contains(standing.id())) {
                append(after(standing, new Revision(standing.id(), options.recordedAt(), options.recordedBy(), null)));
                retractions++;
                if (++inBatch >= BATCH) {
                    nextBatch();
                }
            }
        });
    }

    private FeedCursor cursor(boolean complete) {
        return new FeedCursor(adapter.source(), fileName, inFile, complete, options.recordedAt());
    }

    private DeadLetter letter(RowOutcome.Refused refused) {
        return new DeadLetter(
                adapter.source(),
                fileName,
                null,
                null,
                null,
                refused.row(),
                refused.field(),
                refused.value(),
                refused.reason(),
                refused.message(),
                refused.raw(),
                options.recordedAt());
    }

    private String regionOf(Location place) {
        Optional<Region> region = regions.containing(place.point());
        if (region.isPresent() && place.extent() != Extent.POINT && place.adm1() != null) {
            region = regions.named(place.adm1()).or(() -> regions.containing(place.point()));
        }
        return region.map(Region::id).orElse(OUTSIDE);
    }
}
