package io.riskmonitor.query;

import io.riskmonitor.feed.CurrentReports;
import io.riskmonitor.incident.ReportId;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.topology.StoreNames;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueIterator;

/** The revisions that stand, from the stores of this instance. */
public final class LocalReports implements CurrentReports {
    private final StateStores stores;

    public LocalReports(StateStores stores) {
        this.stores = stores;
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
