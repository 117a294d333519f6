package io.riskmonitor.alert;

import io.riskmonitor.risk.Contribution;
import io.riskmonitor.risk.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A condition that holds, and on what.
 *
 * @param sections ids of the sites that the evidence is nearest to, the weightiest first
 */
record Finding(
        Level level,
        List<Evidence> evidence,
        int otherIncidents,
        double otherShare,
        List<String> sections,
        List<String> projects,
        List<String> firms) {
    /** More than this no officer reads; the rest is counted. */
    static final int MOST_SHOWN = 20;

    record Weighed(Contribution contribution, double amount) {
        static final Comparator<Weighed> WEIGHTIEST_FIRST = Comparator.comparing(Weighed::amount)
                .reversed()
                .thenComparing(w -> w.contribution().incidentId());
    }

    /** Collects what stands behind a condition; of an incident that bears on several sites the weightiest counts. */
    static final class Gathering {
        private final Map<String, Weighed> byIncident = new LinkedHashMap<>();

        void add(Contribution c, double amount) {
            byIncident.merge(c.incidentId(), new Weighed(c, amount), (a, b) -> b.amount() > a.amount() ? b : a);
        }

        boolean isEmpty() {
            return byIncident.isEmpty();
        }

        double most() {
            return byIncident.values().stream()
                    .mapToDouble(Weighed::amount)
                    .max()
                    .orElse(0);
        }

        Finding finding(Level level) {
            List<Weighed> all = new ArrayList<>(byIncident.values());
            all.sort(Weighed.WEIGHTIEST_FIRST);
            List<Weighed> shown = all.subList(0, Math.min(MOST_SHOWN, all.size()));
            DoubleSummaryStatistics others =
                    all.stream().skip(shown.size()).mapToDouble(Weighed::amount).summaryStatistics();
            return of(level, shown, others.getCount(), others.getSum());
        }
    }

    /**
     * @param shown the weightiest first
     * @param others number of incidents that are not shown
     * @param othersAmount what they weigh together
     */
    static Finding of(Level level, List<Weighed> shown, long others, double othersAmount) {
        List<Double> amounts = new ArrayList<>();
        shown.forEach(w -> amounts.add(w.amount()));
        amounts.add(othersAmount);
        List<Integer> units = Shares.tenThousandths(amounts);
        List<Evidence> evidence = new ArrayList<>();
        List<String> sections = new ArrayList<>();
        TreeSet<String> projects = new TreeSet<>();
        TreeSet<String> firms = new TreeSet<>();
        for (int i = 0; i < shown.size(); i++) {
            Contribution c = shown.get(i).contribution();
            evidence.add(evidence(c, shown.get(i).amount(), Shares.fraction(units.get(i))));
            c.subject().siteId().filter(s -> !sections.contains(s)).ifPresent(sections::add);
            projects.addAll(c.account().projects());
            firms.addAll(c.account().firms());
        }
        return new Finding(
                level,
                evidence,
                Math.toIntExact(others),
                Shares.fraction(units.get(shown.size())),
                sections,
                List.copyOf(projects),
                List.copyOf(firms));
    }

    private static Evidence evidence(Contribution c, double amount, double share) {
        Contribution.Account account = c.account();
        return new Evidence(
                c.incidentId(),
                c.type(),
                c.occurredTo(),
                c.spanDays(),
                c.headline(),
                c.placeName(),
                account.place(),
                c.subject().site(),
                c.distanceKm(),
                c.uncertaintyKm(),
                account.targets(),
                account.actors(),
                account.fatalities(),
                account.injured(),
                account.abducted(),
                amount,
                share,
                c.reports(),
                account.references(),
                c.recordedAt());
    }
}
