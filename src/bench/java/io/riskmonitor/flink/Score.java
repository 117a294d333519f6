package io.riskmonitor.flink;

import io.riskmonitor.config.RegistryFile;
import io.riskmonitor.config.RiskModelFile;
import io.riskmonitor.registry.Project;
import io.riskmonitor.registry.Site;
import io.riskmonitor.risk.HazardState;
import io.riskmonitor.risk.RiskAssessment;
import io.riskmonitor.risk.RiskModel;
import io.riskmonitor.risk.RiskScore;
import io.riskmonitor.risk.SubjectId;
import io.riskmonitor.serde.JsonSerde;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.kafka.common.serialization.Serializer;

/** Keeps the decayed sums of a region or of a project's sites, and tells the score after each change: owner and JSON. */
final class Score extends KeyedProcessFunction<String, Change, Tuple2<String, byte[]>> {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("NullAway.Init")
    private transient RiskModel model;

    @SuppressWarnings("NullAway.Init")
    private transient RiskAssessment assessment;

    @SuppressWarnings("NullAway.Init")
    private transient Map<String, Project> projects;

    @SuppressWarnings("NullAway.Init")
    private transient Serializer<RiskScore> json;

    @SuppressWarnings("NullAway.Init")
    private transient MapState<String, HazardState> hazards;

    @SuppressWarnings("NullAway.Init")
    private transient ValueState<Long> latest;

    @Override
    public void open(OpenContext context) {
        model = RiskModelFile.builtIn();
        assessment = new RiskAssessment(model);
        projects =
                RegistryFile.builtIn().projects().stream().collect(Collectors.toMap(Project::id, Function.identity()));
        json = new JsonSerde<>(RiskScore.class).serializer();
        hazards = getRuntimeContext()
                .getMapState(
                        new MapStateDescriptor<>("hazards", StringSerializer.INSTANCE, new HazardStateSerializer()));
        latest = getRuntimeContext().getState(new ValueStateDescriptor<>("latest", Types.LONG));
    }

    @Override
    public void processElement(Change change, Context context, Collector<Tuple2<String, byte[]>> out) throws Exception {
        HazardState state = Objects.requireNonNullElse(hazards.get(change.subject), model.nothing());
        if (change.before != null) {
            state = state.minus(change.before.contribution().term(), model.decay());
        }
        if (change.now != null) {
            state = state.plus(change.now.contribution().term(), model.decay());
        }
        hazards.put(change.subject, state);
        Long before = latest.value();
        long at = before == null ? change.at : Math.max(before, change.at);
        latest.update(at);
        RiskScore score = score(SubjectId.parse(change.subject), state, Instant.ofEpochMilli(at));
        out.collect(Tuple2.of(change.owner, json.serialize("", score)));
    }

    private RiskScore score(SubjectId subject, HazardState changed, Instant at) throws Exception {
        if (subject.kind() == SubjectId.Kind.REGION) {
            return assessment.region(subject.owner(), changed, at);
        }
        Project project = Objects.requireNonNull(projects.get(subject.owner()));
        Map<String, HazardState> states = new HashMap<>();
        for (Site site : project.sites()) {
            HazardState state =
                    hazards.get(SubjectId.site(project.id(), site.id()).toString());
            states.put(site.id(), state == null ? model.nothing() : state);
        }
        return assessment.project(project, site -> Objects.requireNonNull(states.get(site)), at);
    }
}
