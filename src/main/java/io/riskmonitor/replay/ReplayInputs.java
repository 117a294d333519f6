package io.riskmonitor.replay;

import io.riskmonitor.config.InvalidFileException;
import io.riskmonitor.feed.BuiltInHistory;
import io.riskmonitor.feed.FeedContext;
import io.riskmonitor.feed.ReportAdapter;
import io.riskmonitor.feed.ReportAdapters;
import io.riskmonitor.feed.RowOutcome;
import io.riskmonitor.geo.RegionIndex;
import io.riskmonitor.incident.ReportId;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.serde.JsonText;
import io.riskmonitor.text.UnreadableFileException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a replay is made from.
 *
 * @param inputs by name, with the SHA-256 of their bytes
 * @param rows how many rows were read
 * @param refused how many of them could not be, or tell of nothing that is watched
 * @param without incidents that were in the inputs and are left out of the revisions, to ask what if
 */
public record ReplayInputs(
        List<Input> inputs, List<DatedRevision> revisions, long rows, long refused, SortedSet<ReportId> without) {
    /** @param source whose it is, as in report ids */
    public record Input(String name, String source, String sha256) {}

    private record Reading(ReportAdapter adapter, List<DatedRevision> revisions, long rows) {}

    public ReplayInputs {
        inputs = List.copyOf(inputs);
        revisions = List.copyOf(revisions);
        without = Collections.unmodifiableSortedSet(new TreeSet<>(without));
    }

    private ReplayInputs(List<Input> inputs, List<DatedRevision> revisions, long rows, long refused) {
        this(inputs, revisions, rows, refused, Collections.emptySortedSet());
    }

    /**
     * These as if incidents had never been reported: no revision of theirs is told.
     *
     * @throws InvalidFileException if the inputs do not tell of one of them, so that a slip of the pen is no result
     */
    public ReplayInputs without(Set<ReportId> incidents) {
        Set<ReportId> told =
                revisions.stream().map(dated -> dated.revision().id()).collect(Collectors.toSet());
        incidents.stream().filter(id -> !told.contains(id)).sorted().findFirst().ifPresent(id -> {
            throw new InvalidFileException("the inputs do not tell of the incident '" + id + "'");
        });
        SortedSet<ReportId> all = new TreeSet<>(without);
        all.addAll(incidents);
        return new ReplayInputs(
                inputs,
                revisions.stream()
                        .filter(dated -> !incidents.contains(dated.revision().id()))
                        .toList(),
                rows,
                refused,
                all);
    }

    /** The built-in history of Mali. */
    public static ReplayInputs history(RegionIndex regions, Instant now) throws IOException {
        try (InputStream in = BuiltInHistory.open()) {
            return of(List.of(
                    read(BuiltInHistory.NAME, in.readAllBytes(), List.of(BuiltInHistory.adapter()), regions, now)));
        }
    }

    /** What a monitor has learnt, with the moment at which it did. */
    public static ReplayInputs log(List<Revision> log) {
        List<DatedRevision> revisions =
                log.stream().map(revision -> new DatedRevision(revision, true)).toList();
        String sha256 = FileHash.of(JsonText.of(log).getBytes(StandardCharsets.UTF_8));
        return new ReplayInputs(List.of(new Input("live log", "*", sha256)), revisions, log.size(), 0);
    }

    /**
     * Reads files, or the files of a folder in the order of their names.
     *
     * @param source whose they are; null to tell by their content
     * @throws InvalidFileException if a file tells of no incident
     */
    public static ReplayInputs files(List<Path> paths, @Nullable String source, RegionIndex regions, Instant now)
            throws IOException {
        ReportAdapters all = ReportAdapters.all();
        List<ReportAdapter> adapters = source == null
                ? all.names().stream()
                        .map(name -> all.named(name).orElseThrow())
                        .toList()
                : List.of(all.named(source)
                        .orElseThrow(() -> new InvalidFileException(
                                "no source '" + source + "'; there are " + String.join(", ", all.names()))));
        List<ReplayInputs> read = new ArrayList<>();
        for (Path file : expand(paths)) {
            read.add(read(String.valueOf(file.getFileName()), Files.readAllBytes(file), adapters, regions, now));
        }
        return of(read);
    }

    private static List<Path> expand(List<Path> paths) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                try (Stream<Path> entries = Files.list(path)) {
                    files.addAll(entries.filter(Files::isRegularFile).sorted().toList());
                }
            } else {
                files.add(path);
            }
        }
        return files;
    }

    private static ReplayInputs of(List<ReplayInputs> parts) {
        if (parts.isEmpty()) {
            throw new InvalidFileException("there is no file to replay");
        }
        return new ReplayInputs(
                parts.stream().flatMap(part -> part.inputs().stream()).toList(),
                parts.stream().flatMap(part -> part.revisions().stream()).toList(),
                parts.stream().mapToLong(ReplayInputs::rows).sum(),
                parts.stream().mapToLong(ReplayInputs::refused).sum());
    }

    private static ReplayInputs read(
            String name, byte[] bytes, List<ReportAdapter> adapters, RegionIndex regions, Instant now)
            throws IOException {
        Reading best = null;
        for (ReportAdapter adapter : adapters) {
            try {
                Reading reading = read(name, bytes, adapter, regions, now);
                if (best == null
                        || reading.revisions().size() > best.revisions().size()) {
                    best = reading;
                }
            } catch (UnreadableFileException e) {
                if (adapters.size() == 1) {
                    throw e;
                }
            }
        }
        if (best == null || best.revisions().isEmpty()) {
            throw new InvalidFileException(
                    name + ": no row tells of an incident; the command ingest SOURCE " + name + " says why");
        }
        return new ReplayInputs(
                List.of(new Input(name, best.adapter().source(), FileHash.of(bytes))),
                best.revisions(),
                best.rows(),
                best.rows() - best.revisions().size());
    }

    private static Reading read(String name, byte[] bytes, ReportAdapter adapter, RegionIndex regions, Instant now)
            throws IOException {
        Instant readAt = now.truncatedTo(ChronoUnit.MILLIS);
        List<DatedRevision> revisions = new ArrayList<>();
        long[] rows = new long[1];
        adapter.read(
                new ByteArrayInputStream(bytes),
                new FeedContext(name, readAt, adapter.source(), null, regions),
                outcome -> {
                    rows[0]++;
                    if (outcome instanceof RowOutcome.Accepted accepted) {
                        Revision revision = accepted.revision();
                        revisions.add(new DatedRevision(
                                revision, !revision.recordedAt().equals(readAt)));
                    }
                });
        return new Reading(adapter, revisions, rows[0]);
    }
}
