package io.riskmonitor.runtime;

import io.riskmonitor.risk.Decay;
import io.riskmonitor.risk.RiskScore;
import io.riskmonitor.topic.MonitorTopics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Whether two sides have done the same work: the last scores of each subject, brought to one moment. */
final class Agreement {
    private static final double RELATIVE = 1e-9;

    private final BenchCluster cluster;
    private final Decay decay;

    Agreement(BenchCluster cluster, Decay decay) {
        this.cluster = cluster;
        this.decay = decay;
    }

    /**
     * @param ours names of topics of the monitor, which scores every subject, begin so
     * @param theirs of the other side, which scores those that an incident concerns
     * @return of how many subjects
     * @throws IllegalStateException naming the first subject on which they do not agree
     */
    int check(String ours, String theirs) {
        Map<String, RiskScore> us = last(ours);
        Map<String, RiskScore> them = last(theirs);
        int agreed = 0;
        for (Map.Entry<String, RiskScore> entry : us.entrySet()) {
            RiskScore one = entry.getValue();
            RiskScore other = them.get(entry.getKey());
            if (one.contributions() == 0) {
                continue;
            }
            // Which site is a project's worst may change with time alone.
            if (other != null && !Objects.equals(one.worstSite(), other.worstSite())) {
                continue;
            }
            if (other == null || one.contributions() != other.contributions() || !sameHazard(one, other)) {
                throw new IllegalStateException("no agreement: " + one + " and " + other);
            }
            agreed++;
        }
        if (agreed == 0) {
            throw new IllegalStateException("no subject to agree on");
        }
        return agreed;
    }

    private boolean sameHazard(RiskScore one, RiskScore other) {
        Instant at = one.asOf().isAfter(other.asOf()) ? one.asOf() : other.asOf();
        double a = at(at, one);
        double b = at(at, other);
        return Math.abs(a - b) <= RELATIVE * Math.max(a, b);
    }

    private double at(Instant at, RiskScore score) {
        double sum = 0;
        double days = Duration.between(score.asOf(), at).toMillis()
                / (double) Duration.ofDays(1).toMillis();
        for (int k = 0; k < decay.horizons(); k++) {
            sum += score.hazardByHorizon().get(k) * Math.pow(2, -days / decay.halfLifeDays(k));
        }
        return sum;
    }

    private Map<String, RiskScore> last(String prefix) {
        MonitorTopics topics = io.riskmonitor.topic.Topics.load(prefix).typed();
        Map<String, RiskScore> last = new TreeMap<>();
        for (var topic : List.of(topics.regionRisk(), topics.projectRisk())) {
            new TopicScan<>(cluster.clientProperties(), topic, new UnreadableRecords())
                    .forEach(score -> last.put(score.subject(), score));
        }
        return last;
    }
}
