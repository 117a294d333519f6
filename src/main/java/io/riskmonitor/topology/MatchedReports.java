package io.riskmonitor.topology;

import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.incident.Likeness;
import io.riskmonitor.incident.Matched;
import io.riskmonitor.incident.Matching;
import io.riskmonitor.incident.Report;
import io.riskmonitor.incident.ReportId;
import io.riskmonitor.incident.Revision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The reports that stand, and an index of them by source, time and place: cells of eight days and a degree, so that all that may
 * be like enough to a report lie in its cell or one beside it.
 */
final class MatchedReports implements Matching.Standing {
    private static final double CELL_MILLIS =
            Likeness.MOST_DAYS * Duration.ofDays(1).toMillis();
    /** Keeps cells before 1970 and south or west of zero from having a sign, which would not sort. */
    private static final int TIME_OFFSET = 5_000_000;

    private static final int LATITUDE_OFFSET = 100;
    private static final int LONGITUDE_OFFSET = 300;
    private static final String LAST = "\uffff";

    private final KeyValueStore<String, Matched> reports;
    private final KeyValueStore<String, Long> cells;
    private final Set<String> sources;

    /** Where a report lies in the index. */
    private record Cell(int time, int latitude, int longitude) {
        static Cell of(Report report) {
            GeoPoint point = report.location().point();
            return new Cell(
                    (int) Math.floor(Likeness.middle(report) / CELL_MILLIS) + TIME_OFFSET,
                    (int) Math.floor(point.lat() / Likeness.MOST_DEGREES) + LATITUDE_OFFSET,
                    (int) Math.floor(point.lon() / Likeness.MOST_DEGREES) + LONGITUDE_OFFSET);
        }

        String key(String source) {
            return source + ":" + time + "|" + latitude + "|" + longitude + "|";
        }
    }

    MatchedReports(KeyValueStore<String, Matched> reports, KeyValueStore<String, Long> cells) {
        this.reports = reports;
        this.cells = cells;
        this.sources = sourcesIn(cells);
    }

    /** Each source is asked for what comes behind the one before it. */
    private static Set<String> sourcesIn(KeyValueStore<String, Long> cells) {
        Set<String> found = new TreeSet<>();
        @Nullable String from = null;
        while (true) {
            try (KeyValueIterator<String, Long> rest = cells.range(from, null)) {
                if (!rest.hasNext()) {
                    return found;
                }
                String key = rest.next().key;
                String source = key.substring(0, key.indexOf(':'));
                found.add(source);
                from = source + ";"; // the character behind the colon
            }
        }
    }

    @Override
    public @Nullable Matched get(ReportId id) {
        return reports.get(id.toString());
    }

    @Override
    public void add(Matched report) {
        put(report);
        cells.put(key(report), 0L);
        sources.add(report.id().source());
    }

    @Override
    public void put(Matched report) {
        reports.put(report.id().toString(), report);
    }

    @Override
    public void remove(Matched report) {
        reports.delete(report.id().toString());
        cells.delete(key(report));
    }

    @Override
    public Set<String> sources() {
        return sources;
    }

    @Override
    public Collection<Matched> near(Report report, String source) {
        List<Matched> near = new ArrayList<>();
        Cell cell = Cell.of(report);
        for (int time = cell.time() - 1; time <= cell.time() + 1; time++) {
            for (int latitude = cell.latitude() - 1; latitude <= cell.latitude() + 1; latitude++) {
                String from = new Cell(time, latitude, cell.longitude() - 1).key(source);
                String to = new Cell(time, latitude, cell.longitude() + 1).key(source) + LAST;
                try (KeyValueIterator<String, Long> found = cells.range(from, to)) {
                    found.forEachRemaining(entry -> near.add(known(entry.key)));
                }
            }
        }
        return near;
    }

    private Matched known(String cellKey) {
        int source = cellKey.indexOf(':');
        int place = source;
        for (int part = 0; part < 3; part++) {
            place = cellKey.indexOf('|', place + 1);
        }
        String id = cellKey.substring(0, source + 1) + cellKey.substring(place + 1);
        return Objects.requireNonNull(reports.get(id), id);
    }

    private static String key(Matched report) {
        Revision revision = report.revision();
        Report body = Objects.requireNonNull(revision.body());
        return Cell.of(body).key(body.id().source()) + body.id().sourceId();
    }
}
