package io.riskmonitor.notify;

import io.riskmonitor.alert.Delivery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One message to be sent.
 *
 * @param key its idempotency key
 * @param entries the deliveries that it carries out, all of one recipient and route: one, or those of a bundle
 */
record Job(String key, List<Delivery> entries) {
    /** The same after a restart, when records of several partitions come in another order. */
    private static final Comparator<Delivery> ORDER =
            Comparator.comparing(Delivery::at).thenComparing(Delivery::alertId).thenComparingInt(Delivery::revision);

    Job {
        entries = List.copyOf(entries);
    }

    static Job single(Delivery planned) {
        return new Job(planned.messageKey(), List.of(planned));
    }

    /**
     * The messages that a bundle becomes. All revisions of an alert are in one.
     *
     * @param mostAlerts that one message has room for
     */
    static List<Job> bundle(String key, List<Delivery> bundled, int mostAlerts) {
        Map<String, List<Delivery>> byAlert = new LinkedHashMap<>();
        bundled.stream()
                .sorted(ORDER)
                .forEach(entry -> byAlert.computeIfAbsent(entry.alertId(), a -> new ArrayList<>())
                        .add(entry));
        List<List<Delivery>> alerts = List.copyOf(byAlert.values());
        List<Job> jobs = new ArrayList<>();
        for (int from = 0; from < alerts.size(); from += mostAlerts) {
            List<Delivery> part = alerts.subList(from, Math.min(alerts.size(), from + mostAlerts)).stream()
                    .flatMap(List::stream)
                    .toList();
            jobs.add(new Job(MessageKeys.part(key, part), part));
        }
        return jobs;
    }

    Delivery first() {
        return entries.get(0);
    }

    /** The latest revision of each alert: what came before it is old news. */
    List<Delivery> latest() {
        Map<String, Delivery> latest = new LinkedHashMap<>();
        entries.forEach(entry -> latest.merge(entry.alertId(), entry, (a, b) -> a.revision() >= b.revision() ? a : b));
        return List.copyOf(latest.values());
    }

    boolean isSingle() {
        return first().step() == Delivery.Step.PLANNED;
    }

    /** When it should have been sent. */
    Instant due() {
        Instant due = first().due();
        return due == null ? first().at() : due;
    }

    /** What must be told in its order: one alert to one recipient on one route. */
    String lane() {
        Delivery d = first();
        return String.join("|", d.alertId(), d.recipient(), d.channel(), d.to());
    }

    /** The next step of every entry. */
    List<Delivery> then(Delivery.Step step, int attempt, Instant now, String detail) {
        return entries.stream()
                .map(entry -> entry.then(step, key, attempt, now, detail))
                .toList();
    }
}
