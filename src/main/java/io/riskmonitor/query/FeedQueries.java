package io.riskmonitor.query;

import io.riskmonitor.alert.FeedWatch;
import io.riskmonitor.risk.FeedPulse;
import io.riskmonitor.topology.StoreNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/** How the sources stand. Every instance knows it of all of them. */
public final class FeedQueries {
    private final StateStores stores;
    private final FeedWatch watch;

    FeedQueries(StateStores stores, FeedWatch watch) {
        this.stores = stores;
        this.watch = watch;
    }

    /**
     * All sources that have brought anything or are needed, by name.
     *
     * @throws NotReadyException while stores are being opened
     */
    public List<FeedView> at(Instant moment) {
        return watch.at(pulses(), moment).stream().map(FeedView::of).toList();
    }

    /** Why no score of a moment may be called low, as known now; null if one may. */
    @Nullable
    String blindness(Instant moment, Instant now) {
        return watch.needsAny() ? watch.blindness(pulses(), moment, now) : null;
    }

    private List<FeedPulse> pulses() {
        List<FeedPulse> pulses = new ArrayList<>();
        try (KeyValueIterator<String, FeedPulse> all =
                stores.<FeedPulse>store(StoreNames.FEEDS).all()) {
            all.forEachRemaining(entry -> pulses.add(entry.value));
        }
        return pulses;
    }
}
