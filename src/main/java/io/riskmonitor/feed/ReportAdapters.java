package io.riskmonitor.feed;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The adapters that a source name on the command line can mean. */
public final class ReportAdapters {
    private final SortedMap<String, ReportAdapter> adapters;

    /** @throws IllegalArgumentException if two adapters read for one source */
    public ReportAdapters(Collection<ReportAdapter> adapters) {
        SortedMap<String, ReportAdapter> bySource = new TreeMap<>();
        for (ReportAdapter adapter : adapters) {
            if (bySource.putIfAbsent(adapter.source(), adapter) != null) {
                throw new IllegalArgumentException("two adapters for source " + adapter.source());
            }
        }
        this.adapters = Collections.unmodifiableSortedMap(bySource);
    }

    /** All sources that people can ingest from. */
    public static ReportAdapters all() {
        return new ReportAdapters(List.of(
                new UcdpAdapter(),
                new AcledAdapter(),
                new KikaAdapter(),
                new GdeltAdapter(),
                new CapAdapter(),
                new DeskAdapter("desk")));
    }

    public Optional<ReportAdapter> named(String source) {
        return Optional.ofNullable(adapters.get(source));
    }

    /** The sources' names in alphabetical order. */
    public SortedSet<String> names() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(adapters.keySet()));
    }
}
