package io.riskmonitor.flink;

import io.riskmonitor.risk.SubjectId;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Knows of each report what it added, and tells only what a later revision changes. */
final class Correct extends KeyedProcessFunction<String, Joined, Change> {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("NullAway.Init")
    private transient ValueState<Joined> standing;

    @Override
    public void open(OpenContext context) {
        standing =
                getRuntimeContext().getState(new ValueStateDescriptor<>("standing", TypeInformation.of(Joined.class)));
    }

    @Override
    public void processElement(Joined arrived, Context context, Collector<Change> out) throws Exception {
        Joined stood = standing.value();
        if (stood != null && stood.recordedAt >= arrived.recordedAt) {
            return;
        }
        standing.update(arrived);
        Map<String, Share> before = new HashMap<>();
        if (stood != null) {
            for (Share share : stood.shares) {
                before.put(share.subject, share);
            }
        }
        for (Share now : arrived.shares) {
            Share was = before.remove(now.subject);
            if (!now.equals(was)) {
                out.collect(change(now.subject, was, now, arrived.recordedAt));
            }
        }
        for (Share was : before.values()) {
            out.collect(change(was.subject, was, null, arrived.recordedAt));
        }
    }

    private static Change change(String subject, @Nullable Share before, @Nullable Share now, long at) {
        Change change = new Change();
        change.owner = SubjectId.parse(subject).ownerKey();
        change.subject = subject;
        change.before = before;
        change.now = now;
        change.at = at;
        return change;
    }
}
