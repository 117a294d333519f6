package io.riskmonitor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.alert.FeedWatch;
import io.riskmonitor.registry.Project;
import io.riskmonitor.risk.Contribution;
import io.riskmonitor.risk.FeedPulse;
import io.riskmonitor.risk.HazardInput;
import io.riskmonitor.risk.RiskAssessment;
import io.riskmonitor.risk.RiskModel;
import io.riskmonitor.risk.RiskScore;
import io.riskmonitor.risk.Tick;
import io.riskmonitor.serde.HazardStateSerde;
import io.riskmonitor.serde.HazardTermSerde;
import io.riskmonitor.serde.JsonSerde;
import io.riskmonitor.testing.Models;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** After a fault a task begins anew at its last commit, with the processor that it had. */
class HazardProcessorRevivedTest {
    private static final Instant T = Instant.parse("2020-06-01T00:00:00Z");
    private static final String GONE = "region/gone";

    private final RiskModel model = Models.plain();
    private final MockProcessorContext<String, @Nullable Object> context = new MockProcessorContext<>();

    private <V> KeyValueStore<String, V> store(String name, Serde<V> values) {
        KeyValueStore<String, V> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.String(), values)
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        return store;
    }

    private List<String> tick(HazardProcessor processor, Instant at) {
        context.resetForwards();
        processor.process(new Record<String, @Nullable HazardInput>("~tick/0", new Tick(at, 0, 1), at.toEpochMilli()));
        return context.forwarded().stream().<String>map(f -> f.record().key()).toList();
    }

    @Test
    void shouldWithdrawOnceMoreWhenTheWithdrawalIsUndone() {
        store(StoreNames.PROJECTS, new JsonSerde<>(Project.class));
        store(StoreNames.CONTRIBUTIONS, new JsonSerde<>(Contribution.class));
        store(StoreNames.HAZARDS, new HazardStateSerde());
        store(StoreNames.HAZARD_TERMS, new HazardTermSerde());
        store(StoreNames.CLOCK, Serdes.Long());
        store(StoreNames.FEEDS, new JsonSerde<>(FeedPulse.class));
        KeyValueStore<String, RiskScore> scores = store(StoreNames.PUBLISHED_SCORES, new JsonSerde<>(RiskScore.class));
        RiskScore score = new RiskAssessment(model).region("gone", model.nothing(), T);
        scores.put(GONE, score);

        HazardProcessor processor =
                new HazardProcessor(model, List.of("mopti"), new ProjectDirectory(), 1, new FeedWatch(List.of()));
        processor.init(context);
        assertThat(tick(processor, T)).contains(GONE);
        assertThat(tick(processor, T.plusSeconds(1))).doesNotContain(GONE);

        scores.put(GONE, score);
        processor.init(context);
        assertThat(tick(processor, T.plusSeconds(2))).contains(GONE);
        assertThat(scores.get(GONE)).isNull();
    }
}
