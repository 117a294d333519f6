package io.riskmonitor.query;

import io.riskmonitor.feed.CurrentReports;
import io.riskmonitor.incident.ReportId;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.topology.StoreNames;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueIterator;

/** The revisions that stand, from the stores of this instance. */
public final class LocalReports implements CurrentReports {
    private final StateStores stores;
    private final Predicate<String> local;

    /** @param local whether this instance owns a report, by its id */
    public LocalReports(StateStores stores, Predicate<String> local) {
        this.stores = stores;
        this.local = local;
    }

    @Override
    public boolean sees(ReportId id) {
        return local.test(id.toString());
    }

    @Override
    public Optional<Revision> standing(ReportId id) {
        return Optional.ofNullable(stores.<Revision>store(StoreNames.REPORTS).get(id.toString()));
    }

    @Override
    public void ofSource(String source, Consumer<Revision> each) {
        try (KeyValueIterator<String, Revision> all = stores.<Revision>store(StoreNames.REPORTS)
                .prefixScan(source + ":", Serdes.String().serializer())) {
            all.forEachRemaining(entry -> each.accept(entry.value));
        }
    }
}
