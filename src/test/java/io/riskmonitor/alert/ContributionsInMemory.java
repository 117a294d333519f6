package io.riskmonitor.alert;

import io.riskmonitor.risk.Contribution;
import io.riskmonitor.risk.HazardState;
import io.riskmonitor.risk.RiskModel;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What stands of one owner, looked through whenever it is asked for. */
final class ContributionsInMemory implements Standing {
    private final RiskModel model;
    private final List<Contribution> all;

    /** How many have been shown so far. */
    int shown;

    ContributionsInMemory(RiskModel model, List<Contribution> all) {
        this.model = model;
        this.all = all.stream()
                .sorted(Comparator.comparing(Contribution::occurredTo).reversed())
                .toList();
    }

    @Override
    public HazardState hazard(String subject) {
        HazardState state = model.nothing();
        for (Contribution c : all) {
            if (c.subject().toString().equals(subject)) {
                state = state.plus(c.term(), model.decay());
            }
        }
        return state;
    }

    @Override
    public void latestFirst(@Nullable Instant upTo, Predicate<Entry> goOn) {
        for (Contribution c : all) {
            if (upTo == null || !c.occurredTo().isAfter(upTo)) {
                shown++;
                if (!goOn.test(new Entry(c.subject().toString(), c.incidentId(), c.term()))) {
                    return;
                }
            }
        }
    }

    @Override
    public Contribution contribution(Entry entry) {
        return all.stream()
                .filter(c -> c.subject().toString().equals(entry.subject())
                        && c.incidentId().equals(entry.incidentId()))
                .findAny()
                .orElseThrow();
    }

    @Override
    public List<Contribution> weighty(Instant after) {
        throw new AssertionError("only asked by rules of incidents");
    }
}
