package io.riskmonitor.replay;

import io.riskmonitor.config.InvalidFileException;
import io.riskmonitor.feed.FeedContext;
import io.riskmonitor.feed.ReportAdapter;
import io.riskmonitor.feed.RowOutcome;
import io.riskmonitor.geo.RegionIndex;
import io.riskmonitor.incident.Incident;
import io.riskmonitor.incident.IncidentType;
import io.riskmonitor.incident.ReportId;
import io.riskmonitor.incident.Revision;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Incidents read straight from files, as their latest revisions tell them.
 *
 * @param incidents ordered by id
 * @param rows how many rows were read
 * @param refused how many of them could not be
 */
public record IncidentFiles(List<Incident> incidents, long rows, long refused) {
    private static final Duration LEARNING = Duration.ofDays(365);
    /** Longer than this no feed of a country at war has been silent. */
    private static final Duration SILENCE = Duration.ofDays(120);

    public IncidentFiles {
        incidents = List.copyOf(incidents);
    }

    /**
     * Reads files of one source; of a report that stands in several, the last row counts.
     *
     * @param knownAt the moment as of which the files are read: what happens later is refused
     * @throws IOException if a file cannot be read at all
     */
    public static IncidentFiles read(ReportAdapter adapter, List<Path> files, RegionIndex regions, Instant knownAt)
            throws IOException {
        Map<ReportId, Revision> latest = new HashMap<>();
        long[] counts = new long[2];
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file)) {
                adapter.read(
                        in, new FeedContext(file.toString(), knownAt, adapter.source(), null, regions), outcome -> {
                            counts[0]++;
                            if (outcome instanceof RowOutcome.Accepted accepted) {
                                latest.put(accepted.revision().id(), accepted.revision());
                            } else {
                                counts[1]++;
                            }
                        });
            }
        }
        List<Incident> incidents = latest.values().stream()
                .filter(revision -> !revision.isRetraction())
                .map(Incident::of)
                .sorted((a, b) -> a.id().compareTo(b.id()))
                .toList();
        return new IncidentFiles(incidents, counts[0], counts[1]);
    }

    /** Only what the live forecast looks out for: lethal incidents, and abductions. */
    public IncidentFiles lethalOrAbductions() {
        return new IncidentFiles(
                incidents.stream()
                        .filter(incident -> incident.account().fatalities().best() > 0
                                || incident.account().abducted() > 0
                                || incident.account().type() == IncidentType.ABDUCTION)
                        .toList(),
                rows,
                refused);
    }

    /**
     * Makes sure that a span can be judged by them.
     *
     * @throws InvalidFileException if they do not begin a year before the span, or end long before it does
     */
    public void requireCovering(Instant from, Instant to) {
        if (incidents.isEmpty()) {
            throw new InvalidFileException("of " + rows + " rows none tells of an incident");
        }
        List<Instant> ends =
                incidents.stream().map(Incident::occurredTo).sorted().toList();
        Instant first = ends.get(0);
        Instant last = ends.get(ends.size() - 1);
        if (first.plus(LEARNING).isAfter(from)) {
            throw new InvalidFileException("the incidents begin with " + first
                    + ": to learn from, there must be a year of" + " them before the first origin, " + from);
        }
        if (last.plus(SILENCE).isBefore(to)) {
            throw new InvalidFileException("the incidents end with " + last + ", long before the last window does, "
                    + to + ": what came cannot be told from what was not recorded");
        }
    }
}
