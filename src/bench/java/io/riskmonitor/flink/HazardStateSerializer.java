package io.riskmonitor.flink;

import io.riskmonitor.config.RiskModelFile;
import io.riskmonitor.risk.HazardState;
import io.riskmonitor.serde.HazardStateSerde;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A hazard's state in a checkpoint, as the monitor writes it. In memory it is an object that never changes. */
final class HazardStateSerializer extends TypeSerializerSingleton<HazardState> {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public HazardState createInstance() {
        return RiskModelFile.builtIn().nothing();
    }

    @Override
    public HazardState copy(HazardState from) {
        return from;
    }

    @Override
    public HazardState copy(HazardState from, HazardState reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(HazardState state, DataOutputView target) throws IOException {
        byte[] bytes = new HazardStateSerde().serializer().serialize("", state);
        target.writeInt(bytes.length);
        target.write(bytes);
    }

    @Override
    public HazardState deserialize(DataInputView source) throws IOException {
        byte[] bytes = new byte[source.readInt()];
        source.readFully(bytes);
        return new HazardStateSerde().deserializer().deserialize("", bytes);
    }

    @Override
    public HazardState deserialize(HazardState reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public TypeSerializerSnapshot<HazardState> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Found by its name when a checkpoint is read. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<HazardState> {
        public Snapshot() {
            super(HazardStateSerializer::new);
        }
    }
}
