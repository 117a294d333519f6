package io.riskmonitor.notify;

import io.riskmonitor.alert.Delivery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whom to tell of alerts, and tells them. It keeps nothing but what it has been told of by {@link #apply}: what it
 * decides and what comes of its attempts takes effect when it comes back as a record. For one thread.
 */
public final class Outbox {
    private static final Logger log = LoggerFactory.getLogger(Outbox.class);
    /** RFC 5321, 4.5.4.1: give up after four to five days. */
    private static final Duration GIVE_UP = Duration.ofDays(5);

    private final DeliveryLedger ledger = new DeliveryLedger();
    private final Retries retries = new Retries();
    private final Subscriptions subscriptions;
    private final Planner planner;
    private final AlertReader reader;
    private final Composer composer;
    private final OperatorNotices notices;
    private final Channels channels;
    private final Clock clock;

    /** Where revisions of alerts are found again. */
    @FunctionalInterface
    public interface Revisions {
        /** The revision that a delivery is about, or the next one of the alert that the log still has; null if it has none. */
        @Nullable
        AlertRevision find(Delivery delivery);
    }

    public Outbox(Subscriptions subscriptions, AlertReader reader, Composer composer, Channels channels, Clock clock) {
        this.subscriptions = subscriptions;
        this.planner = new Planner(subscriptions);
        this.reader = reader;
        this.composer = composer;
        this.notices = new OperatorNotices(subscriptions.operators(), composer);
        this.channels = channels;
        this.clock = clock;
    }

    /** Takes in a recorded step; those of one alert and recipient in their order. */
    public void apply(Delivery step) {
        ledger.apply(step);
        retries.apply(step);
    }

    /** Who is told of a revision, how and when: to be recorded before anything is sent. */
    public List<Delivery> decide(AlertRevision revision) {
        Instant now = clock.instant();
        Bulletin bulletin = reader.read(revision.alert());
        return planner.plan(bulletin, ledger.at(now), now).stream()
                .map(plan -> plan.record(bulletin, revision.partition(), revision.offset(), now))
                .toList();
    }

    /**
     * Makes one attempt at one message, the next that is due; returns what is to be recorded of it, nothing if none is due.
     *
     * @param ours which deliveries fall to this instance
     */
    public List<Delivery> attempt(Predicate<Delivery> ours, Revisions revisions) {
        Instant now = clock.instant();
        tellBudgets(now);
        Set<String> lanes = new HashSet<>();
        for (Job job : jobs(now)) {
            // A later message of the lane waits for the end of an earlier one: nobody hears of a recall first.
            boolean isHead = !job.isSingle() || lanes.add(job.lane());
            if (isHead && ours.test(job.first()) && retries.isReady(job.key(), now)) {
                Optional<List<Delivery>> steps = attempt(job, revisions, now);
                if (steps.isPresent()) {
                    return steps.get();
                }
            }
        }
        return List.of();
    }

    private void tellBudgets(Instant now) {
        Past past = ledger.at(now);
        for (Subscription subscription : subscriptions.subscriptions()) {
            Budget budget = subscription.budget();
            if (budget != null) {
                int used = past.singlesSince(subscription.id(), now.minus(Planner.WEEK));
                channels.listener().budget(subscription.id(), used, budget.perWeek());
            }
        }
    }

    private List<Job> jobs(Instant now) {
        List<Job> jobs = new ArrayList<>();
        ledger.outstandingSingles().forEach(planned -> jobs.add(Job.single(planned)));
        ledger.dueBundles(now).forEach((key, entries) -> {
            GuardedChannel channel = channels.named(entries.get(0).channel());
            jobs.addAll(Job.bundle(key, entries, channel == null ? entries.size() : channel.mostAlerts()));
        });
        return jobs;
    }

    /** Empty if the channel's channel is shut. */
    private Optional<List<Delivery>> attempt(Job job, Revisions revisions, Instant now) {
        GuardedChannel channel = channels.named(job.first().channel());
        if (channel == null) {
            return Optional.of(
                    refused(job, now, "there is no channel " + job.first().channel() + " any more"));
        }
        if (!channel.enter()) {
            return Optional.empty();
        }
        boolean isNotice = OperatorNotices.isNotice(job.first());
        List<AlertRevision> told = isNotice
                ? List.of()
                : job.latest().stream()
                        .flatMap(entry -> Stream.ofNullable(revisions.find(entry)))
                        .toList();
        if (!isNotice && told.isEmpty()) {
            channel.leave();
            return Optional.of(refused(job, now, "the log does not hold the alert any more"));
        }
        boolean wasDown = channel.isDown();
        Attempt attempt = channel.send(message(job, told), job.first().to());
        List<Delivery> steps = new ArrayList<>(record(job, attempt, told));
        if (channel.isDown() && !wasDown) {
            steps.addAll(notices.down(job.first(), attempt.detail(), now));
        }
        return Optional.of(steps);
    }

    private Message message(Job job, List<AlertRevision> told) {
        Delivery first = job.first();
        if (OperatorNotices.isNotice(first)) {
            return notices.compose(first, this::waiting, job.key());
        }
        List<Bulletin> bulletins =
                told.stream().map(revision -> reader.read(revision.alert())).toList();
        Language language = Language.ofCode(first.language());
        return bulletins.size() == 1
                ? composer.alert(bulletins.get(0), language, job.key())
                : composer.digest(bulletins, language, job.key());
    }

    private int waiting(String channel) {
        return (int) ledger.outstanding().stream()
                .filter(d -> d.channel().equals(channel))
                .count();
    }

    private List<Delivery> record(Job job, Attempt attempt, List<AlertRevision> told) {
        Instant now = clock.instant();
        String channel = job.first().channel();
        int number = retries.attempts(job.key()) + 1;
        if (attempt instanceof Attempt.Taken taken) {
            channels.listener().attempted(channel, DeliveryListener.Outcome.SENT);
            if (job.isSingle() && !told.isEmpty()) {
                channels.listener().told(Duration.between(told.get(0).written(), now));
            }
            return job.then(Delivery.Step.SENT, number, now, taken.detail());
        }
        if (attempt instanceof Attempt.Refused refused) {
            return refused(job, now, refused.detail());
        }
        if (Duration.between(job.due(), now).compareTo(GIVE_UP) > 0) {
            return refused(job, now, "given up after " + GIVE_UP.toDays() + " days: " + attempt.detail());
        }
        channels.listener().attempted(channel, DeliveryListener.Outcome.FAILED);
        if (attempt instanceof Attempt.Failed failed && failed.notBefore() != null) {
            retries.pause(job.key(), number, now.plus(failed.notBefore()));
        }
        return job.then(Delivery.Step.FAILED, number, now, attempt.detail());
    }

    private List<Delivery> refused(Job job, Instant now, String detail) {
        Delivery first = job.first();
        log.warn(
                "channel {} refused a message to {} on {}: {}",
                first.channel(),
                first.recipient(),
                first.alertId(),
                detail);
        channels.listener().attempted(first.channel(), DeliveryListener.Outcome.REFUSED);
        List<Delivery> steps =
                new ArrayList<>(job.then(Delivery.Step.REFUSED, retries.attempts(job.key()) + 1, now, detail));
        steps.addAll(notices.refused(first, detail, now));
        return steps;
    }
}
