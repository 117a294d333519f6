package io.riskmonitor.notify;

import io.riskmonitor.risk.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides who is told of a revision, how and when. Pure: the same revision, subscriptions, past and time give the same plan.
 *
 * <p>In this order: a recall goes to whom the alert has been sent, whatever the budget; an escalation to the role it names,
 * at once; a rise of the level counts as a new alert; everything else about a known alert can wait for the digest. Quiet
 * hours hold back what is below their level. What the digest's level or the budget keep from coming singly is bundled.
 */
final class Planner {
    /** What a budget looks back on. */
    static final Duration WEEK = Duration.ofDays(7);
    /** The pace of bundles of what is urgent but beyond the budget. */
    private static final Duration URGENT_PACE = Duration.ofMinutes(15);

    private final Subscriptions subscriptions;

    Planner(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    List<Plan> plan(Bulletin bulletin, Past past, Instant now) {
        List<Past.Told> told = past.told(bulletin.alertId());
        return switch (bulletin.status()) {
            case OPEN, UPDATED -> news(bulletin, told, past, now);
            case ESCALATED -> escalation(bulletin, past, now);
            case CLOSED -> end(told, past, now);
            case RECALLED -> recall(told, now);
            // It is known to whoever acknowledged, and asks nothing of the others.
            case ACKNOWLEDGED -> List.of();
        };
    }

    private List<Plan> news(Bulletin bulletin, List<Past.Told> told, Past past, Instant now) {
        List<Plan> plans = new ArrayList<>();
        for (Subscription subscription : subscriptions.subscriptions()) {
            if (subscription.wants(bulletin)) {
                boolean isNews = told.stream()
                        .filter(t -> t.recipient().equals(subscription.id()))
                        .noneMatch(t -> t.level().compareTo(bulletin.weight()) >= 0);
                addAll(plans, subscription, decide(subscription, bulletin.weight(), isNews, past, now));
            }
        }
        return plans;
    }

    private Plan.Decision decide(Subscription subscription, Level level, boolean isNews, Past past, Instant now) {
        Digest digest = subscription.digest();
        if (digest != null && (!isNews || level.compareTo(digest.below()) < 0)) {
            return new Plan.Bundled(subscription.nextDigest(now));
        }
        Plan.Decision decision = outsideQuietHours(subscription, level, now);
        return decision instanceof Plan.Single ? withinBudget(subscription, level, past, now) : decision;
    }

    private static Plan.Decision withinBudget(Subscription subscription, Level level, Past past, Instant now) {
        Budget budget = subscription.budget();
        if (budget == null) {
            return new Plan.Single();
        }
        // One message on each route: all of them count, and all of them have to fit.
        int used = past.singlesSince(subscription.id(), now.minus(WEEK))
                + subscription.routes().size()
                - 1;
        if (budget.allows(level, used)) {
            return new Plan.Single();
        }
        return new Plan.Bundled(
                level.compareTo(budget.reserveLevel()) >= 0 ? nextUrgent(now) : subscription.nextDigest(now));
    }

    /** Nobody reacted: minimum level, kinds and quiet hours were made for a first message, not for this one. */
    private List<Plan> escalation(Bulletin bulletin, Past past, Instant now) {
        List<Plan> plans = new ArrayList<>();
        for (Subscription subscription : subscriptions.subscriptions()) {
            if (subscription.role().equals(bulletin.role()) && subscription.concerns(bulletin)) {
                addAll(plans, subscription, withinBudget(subscription, Level.CRITICAL, past, now));
            }
        }
        return plans;
    }

    private List<Plan> end(List<Past.Told> told, Past past, Instant now) {
        List<Plan> plans = new ArrayList<>();
        for (Past.Told t : told) {
            Plan.Decision decision = subscription(t.recipient())
                    .map(s -> decide(s, Level.LOW, false, past, now))
                    .orElseGet(Plan.Single::new);
            plans.add(new Plan(t.recipient(), t.language(), t.route(), decision));
        }
        return plans;
    }

    /**
     * A recall is as urgent as what it recalls: it comes through quiet hours exactly if the alert did or would have. One that
     * still waits in a bundle is taken out of it, and nobody hears of either.
     */
    private List<Plan> recall(List<Past.Told> told, Instant now) {
        List<Plan> plans = new ArrayList<>();
        for (Past.Told t : told) {
            plans.add(new Plan(
                    t.recipient(),
                    t.language(),
                    t.route(),
                    t.hasLeft() ? recall(t, now) : new Plan.Withheld("recalled before it was told")));
        }
        return plans;
    }

    private Plan.Decision recall(Past.Told told, Instant now) {
        Subscription subscription = subscription(told.recipient()).orElse(null);
        // A recipient who has been taken off the list since is told all the same.
        return subscription == null ? new Plan.Single() : outsideQuietHours(subscription, told.level(), now);
    }

    private static Plan.Decision outsideQuietHours(Subscription subscription, Level level, Instant now) {
        QuietHours quiet = subscription.quietHours();
        return quiet != null && level.compareTo(quiet.breakthrough()) < 0 && quiet.cover(now, subscription.zone())
                ? new Plan.Bundled(quiet.end(now, subscription.zone()))
                : new Plan.Single();
    }

    private Optional<Subscription> subscription(String id) {
        return subscriptions.subscriptions().stream()
                .filter(s -> s.id().equals(id))
                .findFirst();
    }

    private static void addAll(List<Plan> plans, Subscription subscription, Plan.Decision decision) {
        for (Route route : subscription.routes()) {
            plans.add(new Plan(subscription.id(), subscription.language(), route, decision));
        }
    }

    private static Instant nextUrgent(Instant now) {
        long pace = URGENT_PACE.toMillis();
        return Instant.ofEpochMilli((Math.floorDiv(now.toEpochMilli(), pace) + 1) * pace);
    }
}
