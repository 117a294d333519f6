package io.riskmonitor.topology;

import io.riskmonitor.risk.Contribution;
import io.riskmonitor.risk.HazardState;
import io.riskmonitor.risk.RiskModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Makes anew from the contributions, when a task starts, what other half-lives or an earlier release left as it should not be. */
final class HazardRebuild {
    private static final String DECAY = "#decay";
    private static final String TERMS = "#terms";

    private final RiskModel model;
    private final KeyValueStore<String, Contribution> contributions;
    private final KeyValueStore<String, HazardState> hazards;
    private final HazardTerms terms;
    private final KeyValueStore<String, Long> marks;

    HazardRebuild(
            RiskModel model,
            KeyValueStore<String, Contribution> contributions,
            KeyValueStore<String, HazardState> hazards,
            HazardTerms terms,
            KeyValueStore<String, Long> marks) {
        this.model = model;
        this.contributions = contributions;
        this.hazards = hazards;
        this.terms = terms;
        this.marks = marks;
    }

    /** The sums are kept per half-life, so the old ones say nothing about the new. */
    void whereDecayChanged() {
        long fingerprint =
                Fingerprint.of(model.decay().halfLives() + "|" + model.decay().eventHalfLives());
        Long known = marks.get(DECAY);
        if (known != null && known == fingerprint) {
            return;
        }
        // Nothing is written until all is summed: a transaction begins with the first that is, and may not last long.
        Map<String, HazardState> sums = new TreeMap<>();
        forEach(c -> sums.merge(
                c.subject().toString(),
                model.nothing().plus(c.term(), model.decay()),
                (sum, ignored) -> sum.plus(c.term(), model.decay())));
        List<String> stale = new ArrayList<>();
        try (KeyValueIterator<String, HazardState> all = hazards.all()) {
            all.forEachRemaining(entry -> stale.add(entry.key));
        }
        stale.forEach(hazards::delete);
        sums.forEach(hazards::put);
        marks.put(DECAY, fingerprint);
    }

    /** State of earlier builds has none. */
    void whereTermsAreMissing() {
        if (marks.get(TERMS) == null) {
            forEach(c -> terms.exchange(null, c));
            marks.put(TERMS, 1L);
        }
    }

    private void forEach(Consumer<Contribution> each) {
        try (KeyValueIterator<String, Contribution> all = contributions.all()) {
            all.forEachRemaining(entry -> each.accept(entry.value));
        }
    }
}
