package io.riskmonitor.flink;

import io.riskmonitor.config.RegionsFile;
import io.riskmonitor.config.RegistryFile;
import io.riskmonitor.config.RiskModelFile;
import io.riskmonitor.geo.JtsRegionIndex;
import io.riskmonitor.incident.Incident;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.registry.SiteIndex;
import io.riskmonitor.risk.Attribution;
import io.riskmonitor.risk.SubjectId;
import io.riskmonitor.serde.JsonSerde;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads a revision's JSON, and joins it with the regions and the sites of the built-in registry by the monitor's own kernel. */
final class JoinSites extends RichMapFunction<byte[], Joined> {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("NullAway.Init")
    private transient Deserializer<Revision> json;

    @SuppressWarnings("NullAway.Init")
    private transient Attribution attribution;

    @SuppressWarnings("NullAway.Init")
    private transient SiteIndex sites;

    @Override
    public void open(OpenContext context) {
        json = new JsonSerde<>(Revision.class).deserializer();
        attribution = new Attribution(RiskModelFile.builtIn(), JtsRegionIndex.of(RegionsFile.builtIn()));
        sites = new SiteIndex(RegistryFile.builtIn().projects());
    }

    @Override
    public Joined map(byte[] bytes) {
        Revision revision = json.deserialize("", bytes);
        Joined joined = new Joined();
        joined.report = revision.id().toString();
        joined.recordedAt = revision.recordedAt().toEpochMilli();
        if (!revision.isRetraction()) {
            joined.shares = attribution.contributions(Incident.of(revision), sites).stream()
                    // The country has no score.
                    .filter(contribution -> contribution.subject().kind() != SubjectId.Kind.COUNTRY)
                    .map(Share::of)
                    .toArray(Share[]::new);
        }
        return joined;
    }
}
