package io.riskmonitor.notify;

import io.riskmonitor.alert.AlertStatus;
import io.riskmonitor.alert.Delivery;
import io.riskmonitor.risk.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where every delivery stands, built from its recorded steps in their order. For one thread. */
final class DeliveryLedger {
    /** Longer than the week that budgets look back on. */
    private static final Duration KEEP_SINGLES = Duration.ofDays(8);

    /** Decided and neither taken, refused nor overtaken yet, in the order of decision. */
    private final Map<Item, Delivery> outstanding = new LinkedHashMap<>();

    private final Map<String, Map<Recipient, Standing>> byAlert = new HashMap<>();
    private final Map<String, Deque<Instant>> singles = new HashMap<>();

    /** One recipient's way. */
    private record Recipient(String id, String language, Route route) {
        static Recipient of(Delivery d) {
            return new Recipient(d.recipient(), d.language(), new Route(d.channel(), d.to()));
        }
    }

    /** One revision for one recipient. */
    private record Item(String alertId, int revision, Recipient recipient) {
        static Item of(Delivery d) {
            return new Item(d.alertId(), d.revision(), Recipient.of(d));
        }
    }

    /** The highest level decided to be told, and whether any message was taken. */
    private record Standing(Level level, boolean wasTaken) {}

    void apply(Delivery step) {
        switch (step.step()) {
            case PLANNED -> {
                overtake(step);
                outstanding.put(Item.of(step), step);
                stand(step, false);
                if (step.alertStatus() != AlertStatus.RECALLED) {
                    count(step);
                }
            }
            case BUNDLED -> {
                outstanding.put(Item.of(step), step);
                stand(step, false);
            }
            case WITHHELD -> overtake(step);
            case FAILED -> {}
            case SENT -> {
                outstanding.remove(Item.of(step));
                stand(step, true);
            }
            case REFUSED -> outstanding.remove(Item.of(step));
        }
    }

    /** What still waits in a bundle on the same alert is old news, or none any more. */
    private void overtake(Delivery step) {
        outstanding
                .values()
                .removeIf(d -> d.step() == Delivery.Step.BUNDLED
                        && d.alertId().equals(step.alertId())
                        && Recipient.of(d).equals(Recipient.of(step)));
    }

    private void stand(Delivery step, boolean wasTaken) {
        byAlert.computeIfAbsent(step.alertId(), id -> new LinkedHashMap<>())
                .merge(
                        Recipient.of(step),
                        new Standing(step.level(), wasTaken),
                        (a, b) -> new Standing(
                                a.level().compareTo(b.level()) >= 0 ? a.level() : b.level(),
                                a.wasTaken() || b.wasTaken()));
    }

    private void count(Delivery step) {
        Deque<Instant> times = singles.computeIfAbsent(step.recipient(), id -> new ArrayDeque<>());
        times.addLast(step.at());
        while (times.getFirst().isBefore(step.at().minus(KEEP_SINGLES))) {
            times.removeFirst();
        }
    }

    /** The past as it looks at a moment: a bundle that was due may have left, even if nobody lived to record it. */
    Past at(Instant now) {
        return new Past() {
            @Override
            public List<Told> told(String alertId) {
                List<Told> told = new ArrayList<>();
                byAlert.getOrDefault(alertId, Map.of())
                        .forEach((recipient, standing) -> told.add(new Told(
                                recipient.id(),
                                Language.ofCode(recipient.language()),
                                recipient.route(),
                                standing.level(),
                                standing.wasTaken() || mayHaveLeft(alertId, recipient, now))));
                return told;
            }

            @Override
            public int singlesSince(String recipient, Instant from) {
                return (int) singles.getOrDefault(recipient, new ArrayDeque<>()).stream()
                        .filter(at -> at.isAfter(from))
                        .count();
            }
        };
    }

    /** What is refused has not been told; what is outstanding may have been, by somebody who did not live to record it. */
    private boolean mayHaveLeft(String alertId, Recipient recipient, Instant now) {
        return outstanding.values().stream()
                .anyMatch(d -> d.alertId().equals(alertId)
                        && Recipient.of(d).equals(recipient)
                        && (d.step() == Delivery.Step.PLANNED || isDue(d, now)));
    }

    /** Decisions for a message of its own that have not come to an end, in their order. */
    List<Delivery> outstandingSingles() {
        return outstanding.values().stream()
                .filter(d -> d.step() == Delivery.Step.PLANNED)
                .toList();
    }

    /** Bundles that are due, each with all its entries in the order of decision, by message key. */
    Map<String, List<Delivery>> dueBundles(Instant now) {
        Map<String, List<Delivery>> due = new LinkedHashMap<>();
        for (Delivery d : outstanding.values()) {
            if (isDue(d, now)) {
                due.computeIfAbsent(d.messageKey(), key -> new ArrayList<>()).add(d);
            }
        }
        return due;
    }

    /** All that is decided and not at its end. */
    List<Delivery> outstanding() {
        return List.copyOf(outstanding.values());
    }

    private static boolean isDue(Delivery d, Instant now) {
        Instant due = d.due();
        return d.step() == Delivery.Step.BUNDLED && due != null && !due.isAfter(now);
    }
}
