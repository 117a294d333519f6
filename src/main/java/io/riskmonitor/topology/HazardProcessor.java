package io.riskmonitor.topology;

import io.riskmonitor.alert.FeedCheck;
import io.riskmonitor.alert.FeedJudge;
import io.riskmonitor.alert.FeedState;
import io.riskmonitor.alert.FeedWatch;
import io.riskmonitor.alert.Move;
import io.riskmonitor.registry.Project;
import io.riskmonitor.risk.Attribution;
import io.riskmonitor.risk.Contribution;
import io.riskmonitor.risk.FeedPulse;
import io.riskmonitor.risk.HazardInput;
import io.riskmonitor.risk.HazardState;
import io.riskmonitor.risk.RiskAssessment;
import io.riskmonitor.risk.RiskModel;
import io.riskmonitor.risk.RiskScore;
import io.riskmonitor.risk.SubjectId;
import io.riskmonitor.risk.Tick;
import io.riskmonitor.topic.ReplacesHeader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the hazard of every subject it owns, and publishes scores: at once when a contribution changes, and on a tick
 * where time alone has moved one.
 */
final class HazardProcessor implements Processor<String, @Nullable HazardInput, String, @Nullable Object> {
    /** A score is told again after this long even if it has not moved, so that readers see it is alive. */
    private static final Duration REPUBLISH_AFTER = Duration.ofHours(1);

    /** Every contribution and every tick asks for the score that was last published of its subject. */
    private static final int SCORES_IN_MEMORY = 2_000;

    private final RiskModel model;
    private final RiskAssessment assessment;
    private final List<String> regionIds;
    private final ProjectDirectory directory;
    private final int partitions;
    private final FeedWatch watch;

    @SuppressWarnings("NullAway.Init")
    private ProcessorContext<String, @Nullable Object> context;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, Contribution> contributions;

    @SuppressWarnings("NullAway.Init")
    private HazardStates hazards;

    @SuppressWarnings("NullAway.Init")
    private HazardTerms terms;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, RiskScore> scores;

    @SuppressWarnings("NullAway.Init")
    private RecentValues<RiskScore> published;

    @SuppressWarnings("NullAway.Init")
    private TaskClock clock;

    @SuppressWarnings("NullAway.Init")
    private FeedPulses feeds;

    /** Why nothing may be called low, as of the last tick; null if something may. */
    private @Nullable String blindness;

    /** The registry's version by which all that is published was last seen to be watched. */
    private long sweptVersion = -1;

    /** @param partitions number of partitions of the contributions topic: decides who owns which subject */
    HazardProcessor(
            RiskModel model, List<String> regionIds, ProjectDirectory directory, int partitions, FeedWatch watch) {
        this.model = model;
        this.assessment = new RiskAssessment(model);
        this.regionIds = List.copyOf(regionIds);
        this.directory = directory;
        this.partitions = partitions;
        this.watch = watch;
    }

    @Override
    public void init(ProcessorContext<String, @Nullable Object> context) {
        this.context = context;
        this.contributions = context.getStateStore(StoreNames.CONTRIBUTIONS);
        KeyValueStore<String, HazardState> sums = context.getStateStore(StoreNames.HAZARDS);
        this.scores = context.getStateStore(StoreNames.PUBLISHED_SCORES);
        this.published = new RecentValues<>(scores, SCORES_IN_MEMORY);
        KeyValueStore<String, Long> marks = context.getStateStore(StoreNames.CLOCK);
        this.clock = new TaskClock(marks);
        this.feeds = new FeedPulses(context.getStateStore(StoreNames.FEEDS));
        // A task that begins anew after a fault has this same processor, and what it last did is undone.
        sweptVersion = -1;
        blindness = null;
        clock.now().ifPresent(now -> blindness = watch.blindness(feeds.all(), now, now));
        directory.load(context.getStateStore(StoreNames.PROJECTS));
        this.terms = new HazardTerms(context.getStateStore(StoreNames.HAZARD_TERMS));
        HazardRebuild rebuild = new HazardRebuild(model, contributions, sums, terms, marks);
        rebuild.whereDecayChanged();
        rebuild.whereTermsAreMissing();
        this.hazards = new HazardStates(sums, model.nothing());
    }

    @Override
    public void process(Record<String, @Nullable HazardInput> record) {
        HazardInput input = record.value();
        if (input instanceof Tick tick) {
            clock.advance(tick).ifPresent(now -> publishAll(now, record));
        } else if (input instanceof FeedPulse pulse) {
            feeds.hear(pulse);
        } else {
            SubjectId subject = ContributionKey.subjectOf(record.key());
            change(record, subject, (Contribution) input);
        }
    }

    private void change(Record<String, @Nullable HazardInput> record, SubjectId subject, @Nullable Contribution now) {
        Contribution before = standing(record, subject, now);
        if (now == null ? before == null : now.equals(before)) {
            return;
        }
        Instant at = asOf(subject, record);
        HazardState hazardBefore = hazards.of(subject);
        hazards.put(subject, exchanged(hazardBefore, before, now));
        terms.exchange(before, now);
        if (now == null) {
            contributions.delete(record.key());
        } else {
            contributions.put(record.key(), now);
        }
        RiskScore score = score(subject, at, hazards::of);
        publish(score, record);
        Supplier<@Nullable RiskScore> scoreBefore =
                () -> score(subject, at, s -> s.equals(subject) ? hazardBefore : hazards.of(s));
        tell(new Move(subject.ownerKey(), before, now, scoreBefore, score, at, blindness), record);
    }

    /** What stands in the way of what is told now: what was told before of the incident, or of the one that it replaces. */
    private @Nullable Contribution standing(
            Record<String, @Nullable HazardInput> record, SubjectId subject, @Nullable Contribution now) {
        Contribution before = contributions.get(record.key());
        if (before != null || now == null) {
            return before;
        }
        for (String replaced : ReplacesHeader.read(record.headers())) {
            Contribution other = contributions.delete(ContributionKey.of(subject, replaced));
            if (other != null) {
                return other; // where there are more, their tombstones take them away
            }
        }
        return null;
    }

    /** The state without the contribution that stood, and with the one that stands. */
    private HazardState exchanged(HazardState state, @Nullable Contribution before, @Nullable Contribution now) {
        HazardState without = before == null ? state : state.minus(before.term(), model.decay());
        return now == null ? without : without.plus(now.term(), model.decay());
    }

    /**
     * What is learnt between ticks is learnt later than the last of them. Partitions of the log run at their own pace, so
     * a record may be older than one that is in the hazard already: a score never steps back behind what it counts.
     */
    private Instant asOf(SubjectId subject, Record<String, ?> record) {
        Instant latest = Instant.ofEpochMilli(record.timestamp());
        Instant now = clock.now().orElse(latest);
        if (now.isAfter(latest)) {
            latest = now;
        }
        RiskScore last = published.get(subject.ownerKey());
        return last == null || latest.isAfter(last.asOf()) ? latest : last.asOf();
    }

    private void publishAll(Instant now, Record<String, @Nullable HazardInput> tick) {
        blindness = watch.blindness(feeds.all(), now, now);
        int mine = context.taskId().partition();
        for (String region : regionIds) {
            SubjectId subject = SubjectId.region(region);
            if (OwnerPartitioner.partition(subject.ownerKey(), partitions) == mine) {
                publishAndTell(score(subject, now, hazards::of), tick);
            }
        }
        for (Project project : directory.snapshot().projects().values()) {
            if (OwnerPartitioner.partition(SubjectId.Kind.PROJECT.keyOf(project.id()), partitions) == mine) {
                publishAndTell(score(project, now, hazards::of), tick);
            }
        }
        if (OwnerPartitioner.partition(Attribution.COUNTRY.ownerKey(), partitions) == mine) {
            tell(new Move(Attribution.COUNTRY.ownerKey(), null, null, () -> null, null, now, blindness), tick);
        }
        long registry = directory.snapshot().version();
        if (registry != sweptVersion) {
            withdrawVanished(now, tick);
            sweptVersion = registry;
        }
        checkFeeds(now, tick);
    }

    private void checkFeeds(Instant now, Record<String, @Nullable HazardInput> tick) {
        int mine = context.taskId().partition();
        List<FeedState> states = watch.at(feeds.all(), now).stream()
                .filter(state -> OwnerPartitioner.partition(FeedJudge.subject(state.feed()), partitions) == mine)
                .toList();
        context.forward(tick.withValue(new FeedCheck(now, states)), AlertTopology.JUDGE_FEEDS);
    }

    private void publishAndTell(@Nullable RiskScore score, Record<String, @Nullable HazardInput> tick) {
        if (score != null) {
            publishIfMoved(score, tick);
            tell(new Move(score.subject(), null, null, () -> score, score, score.asOf(), blindness), tick);
        }
    }

    /** To those who judge whether somebody is to be alerted. */
    private void tell(Move move, Record<String, @Nullable HazardInput> cause) {
        context.forward(cause.withKey(move.subject()).withValue(move), AlertTopology.JUDGE);
    }

    /** Projects and regions that are no longer watched get a tombstone. */
    private void withdrawVanished(Instant now, Record<String, @Nullable HazardInput> tick) {
        try (KeyValueIterator<String, RiskScore> all = scores.all()) {
            while (all.hasNext()) {
                KeyValue<String, RiskScore> entry = all.next();
                if (!isWatched(entry.key)) {
                    published.delete(entry.key);
                    context.forward(tick.withKey(entry.key).<@Nullable RiskScore>withValue(null), sink(entry.key));
                    tell(new Move(entry.key, null, null, () -> null, null, now, blindness), tick);
                }
            }
        }
    }

    private boolean isWatched(String ownerKey) {
        return SubjectId.Kind.REGION.ownerIn(ownerKey).map(regionIds::contains).orElse(false)
                || SubjectId.Kind.PROJECT
                        .ownerIn(ownerKey)
                        .map(directory.snapshot().projects()::containsKey)
                        .orElse(false);
    }

    private @Nullable RiskScore score(SubjectId subject, Instant at, Function<SubjectId, HazardState> hazard) {
        if (subject.kind() == SubjectId.Kind.REGION) {
            return regionIds.contains(subject.owner())
                    ? assessment.region(subject.owner(), hazard.apply(subject), at)
                    : null;
        }
        Project project = subject.kind() == SubjectId.Kind.PROJECT
                ? directory.snapshot().projects().get(subject.owner())
                : null;
        return project == null ? null : score(project, at, hazard);
    }

    private RiskScore score(Project project, Instant at, Function<SubjectId, HazardState> hazard) {
        return assessment.project(project, site -> hazard.apply(SubjectId.site(project.id(), site)), at);
    }

    private void publishIfMoved(RiskScore score, Record<String, @Nullable HazardInput> cause) {
        RiskScore last = published.get(score.subject());
        if (last == null
                || score.unknownIfLow(blindness).differsNoticeably(last)
                || Duration.between(last.asOf(), score.asOf()).abs().compareTo(REPUBLISH_AFTER) >= 0) {
            publish(score, cause);
        }
    }

    private void publish(@Nullable RiskScore score, Record<String, @Nullable HazardInput> cause) {
        if (score != null) {
            RiskScore shown = score.unknownIfLow(blindness);
            published.put(shown.subject(), shown);
            context.forward(
                    cause.withKey(shown.subject()).<@Nullable RiskScore>withValue(shown), sink(shown.subject()));
        }
    }

    private static String sink(String ownerKey) {
        return SubjectId.Kind.REGION.ownerIn(ownerKey).isPresent()
                ? RiskTopology.EGRESS_REGION_RISK
                : RiskTopology.EGRESS_PROJECT_RISK;
    }
}
