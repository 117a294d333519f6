package io.riskmonitor.topology;

import io.riskmonitor.risk.Contribution;
import io.riskmonitor.risk.HazardState;
import io.riskmonitor.risk.RiskModel;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Sums hazards anew from the contributions when a task starts under other half-lives than it stopped under: the sums are
 * kept per half-life, so the old ones say nothing about the new.
 */
final class HazardRebuild {
    private static final String DECAY = "#decay";

    private final RiskModel model;
    private final KeyValueStore<String, Contribution> contributions;
    private final KeyValueStore<String, HazardState> hazards;
    private final KeyValueStore<String, Long> marks;

    HazardRebuild(
            RiskModel model,
            KeyValueStore<String, Contribution> contributions,
            KeyValueStore<String, HazardState> hazards,
            KeyValueStore<String, Long> marks) {
        this.model = model;
        this.contributions = contributions;
        this.hazards = hazards;
        this.marks = marks;
    }

    void whereDecayChanged() {
        long fingerprint =
                Fingerprint.of(model.decay().halfLives() + "|" + model.decay().eventHalfLives());
        Long known = marks.get(DECAY);
        if (known != null && known == fingerprint) {
            return;
        }
        List<String> stale = new ArrayList<>();
        try (KeyValueIterator<String, HazardState> all = hazards.all()) {
            all.forEachRemaining(entry -> stale.add(entry.key));
        }
        stale.forEach(hazards::delete);
        try (KeyValueIterator<String, Contribution> all = contributions.all()) {
            while (all.hasNext()) {
                KeyValue<String, Contribution> entry = all.next();
                String subject = entry.value.subject().toString();
                HazardState state = hazards.get(subject);
                hazards.put(subject, (state == null ? model.nothing() : state).plus(entry.value, model.decay()));
            }
        }
        marks.put(DECAY, fingerprint);
    }
}
