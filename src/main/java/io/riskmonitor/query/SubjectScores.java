package io.riskmonitor.query;

import io.riskmonitor.geo.Region;
import io.riskmonitor.registry.Project;
import io.riskmonitor.risk.Contribution;
import io.riskmonitor.risk.HazardState;
import io.riskmonitor.risk.Level;
import io.riskmonitor.risk.RiskAssessment;
import io.riskmonitor.risk.RiskModel;
import io.riskmonitor.risk.RiskScore;
import io.riskmonitor.risk.SubjectId;
import io.riskmonitor.topology.ContributionKey;
import io.riskmonitor.topology.StoreNames;
import io.riskmonitor.topology.TaskClock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/** Scores from the stores: as the hazards stand, or summed anew for a moment or without some incidents. */
final class SubjectScores {
    private final StateStores stores;
    private final RiskModel model;
    private final RiskAssessment assessment;
    private final FeedQueries feeds;

    SubjectScores(StateStores stores, RiskModel model, FeedQueries feeds) {
        this.stores = stores;
        this.model = model;
        this.assessment = new RiskAssessment(model);
        this.feeds = feeds;
    }

    /** The time as the slowest local task knows it; none before the first tick has come through. */
    Optional<Instant> now() {
        long earliest = Long.MAX_VALUE;
        try (KeyValueIterator<String, Long> marks =
                stores.<Long>store(StoreNames.CLOCK).all()) {
            while (marks.hasNext()) {
                KeyValue<String, Long> mark = marks.next();
                if (mark.key.equals(TaskClock.NOW)) {
                    earliest = Math.min(earliest, mark.value);
                }
            }
        }
        return earliest == Long.MAX_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(earliest));
    }

    RiskScore of(Region region, @Nullable Instant at, Set<String> without) {
        SubjectId subject = SubjectId.region(region.id());
        return shown(
                at == null
                        ? assessment.region(region.id(), standing(subject), latest(subject.ownerKey()))
                        : assessment.region(region.id(), summed(subject, at, without), at));
    }

    RiskScore of(Project project, @Nullable Instant at, Set<String> without) {
        return shown(
                at == null
                        ? assessment.project(
                                project,
                                site -> standing(SubjectId.site(project.id(), site)),
                                latest(SubjectId.Kind.PROJECT.keyOf(project.id())))
                        : assessment.project(
                                project, site -> summed(SubjectId.site(project.id(), site), at, without), at));
    }

    private RiskScore shown(RiskScore score) {
        return score.level() == Level.LOW
                ? score.unknownIfLow(feeds.blindness(score.asOf(), now().orElse(score.asOf())))
                : score;
    }

    private HazardState standing(SubjectId subject) {
        HazardState state = stores.<HazardState>store(StoreNames.HAZARDS).get(subject.toString());
        return state == null ? model.nothing() : state;
    }

    private HazardState summed(SubjectId subject, Instant at, Set<String> without) {
        HazardState[] state = {model.nothing()};
        forEachContribution(subject, at, without, c -> state[0] = state[0].plus(c.term(), model.decay()));
        return state[0];
    }

    /** The last tick, or later if something has been learnt since. */
    private Instant latest(String ownerKey) {
        Instant tick = now().orElseThrow(() -> new NotReadyException("no tick has come through yet"));
        RiskScore published =
                stores.<RiskScore>store(StoreNames.PUBLISHED_SCORES).get(ownerKey);
        return published != null && published.asOf().isAfter(tick) ? published.asOf() : tick;
    }

    /** Shows each contribution to a subject of what had happened by a moment; a region may have hundreds of thousands. */
    void forEachContribution(SubjectId subject, Instant at, Set<String> without, Consumer<Contribution> each) {
        try (KeyValueIterator<String, Contribution> all = stores.<Contribution>store(StoreNames.CONTRIBUTIONS)
                .prefixScan(ContributionKey.prefix(subject), Serdes.String().serializer())) {
            while (all.hasNext()) {
                Contribution c = all.next().value;
                if (!c.occurredTo().isAfter(at) && !without.contains(c.incidentId())) {
                    each.accept(c);
                }
            }
        }
    }
}
