package io.riskmonitor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.incident.Revision;
import io.riskmonitor.risk.MatchInput;
import io.riskmonitor.risk.ReportChange;
import io.riskmonitor.risk.Tick;
import io.riskmonitor.serde.JsonSerde;
import io.riskmonitor.testing.Reports;
import io.riskmonitor.topology.AttributionLedger.Attributions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/** What an earlier release has counted is handed over once. */
class HandOverProcessorTest {
    private static final Instant T = Instant.parse("2020-06-01T00:00:00Z");

    private final MockProcessorContext<String, MatchInput> context = new MockProcessorContext<>();
    private final KeyValueStore<String, Revision> reports = store(StoreNames.REPORTS, new JsonSerde<>(Revision.class));
    private final KeyValueStore<String, Attributions> former =
            store(StoreNames.FORMER_ATTRIBUTIONS, new JsonSerde<>(Attributions.class));

    private <V> KeyValueStore<String, V> store(String name, Serde<V> values) {
        KeyValueStore<String, V> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.String(), values)
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        return store;
    }

    /** Keys and values that a tick sends on. */
    private List<KeyValue<String, Object>> tick(HandOverProcessor processor) {
        context.resetForwards();
        processor.process(new Record<>("0", new Tick(T, 0, 1), T.toEpochMilli()));
        List<KeyValue<String, Object>> sent = new ArrayList<>();
        context.forwarded()
                .forEach(f -> sent.add(
                        KeyValue.pair(f.record().key(), (Object) f.record().value())));
        return sent;
    }

    private HandOverProcessor started() {
        HandOverProcessor processor = new HandOverProcessor();
        processor.init(context);
        return processor;
    }

    @Test
    void shouldHandOverEveryReportThatStandsWithWhatIsCountedForIt() {
        Revision counted = Reports.report("ucdp:1").learnt(T);
        Revision uncounted = Reports.report("ucdp:2").learnt(T);
        reports.put("ucdp:1", counted);
        reports.put("ucdp:2", uncounted);
        reports.put("ucdp:3", Reports.retraction("ucdp:3", T));
        former.put("ucdp:1", new Attributions(Map.of("region/mopti", 7L)));
        HandOverProcessor processor = started();
        KeyValue<String, Object> itself = KeyValue.pair("~tick/0", new Tick(T, 0, 1));

        assertThat(tick(processor))
                .containsExactly(
                        KeyValue.pair("ucdp:1", new ReportChange(counted, Map.of("region/mopti", 7L))),
                        KeyValue.pair("ucdp:2", ReportChange.of(uncounted)),
                        itself);
        assertThat(tick(processor)).containsExactly(itself);
        assertThat(tick(started())).as("after a restart").containsExactly(itself);
    }

    @Test
    void shouldOnlySendTheTickOnWhereNothingWasCounted() {
        reports.put("ucdp:1", Reports.report("ucdp:1").learnt(T));
        assertThat(tick(started())).containsExactly(KeyValue.pair("~tick/0", new Tick(T, 0, 1)));
    }
}
