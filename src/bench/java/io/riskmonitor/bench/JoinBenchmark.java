package io.riskmonitor.bench;

import io.riskmonitor.config.RegionsFile;
import io.riskmonitor.config.RiskModelFile;
import io.riskmonitor.geo.JtsRegionIndex;
import io.riskmonitor.incident.Incident;
import io.riskmonitor.incident.Location;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.registry.SiteIndex;
import io.riskmonitor.risk.Attribution;
import io.riskmonitor.risk.Contribution;
import io.riskmonitor.risk.RiskModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One incident joined with regions and sites, for registries of several sizes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class JoinBenchmark {
    /** Where the projects are that are added to the built-in ones. */
    public enum Registry {
        TWENTY,
        TWENTY_THOUSAND_OVER_THE_WORLD,
        TWENTY_THOUSAND_IN_MALI;

        SiteIndex index() {
            return new SiteIndex(
                    switch (this) {
                        case TWENTY -> Registries.overTheWorld(20);
                        case TWENTY_THOUSAND_OVER_THE_WORLD -> Registries.overTheWorld(20_000);
                        case TWENTY_THOUSAND_IN_MALI -> Registries.inMali(20_000);
                    });
        }
    }

    private static final int INPUTS = 1 << 10;
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Param
    public Registry registry = Registry.TWENTY;

    private final RiskModel model = RiskModelFile.builtIn();
    private final Attribution attribution = new Attribution(model, JtsRegionIndex.of(RegionsFile.builtIn()));
    private final List<Incident> incidents = new ArrayList<>();
    private SiteIndex sites = new SiteIndex(List.of());
    private int next;

    @Setup
    public void build() {
        sites = registry.index();
        Workload log = new Workload(7, NOW.minusSeconds(INPUTS));
        while (incidents.size() < INPUTS) {
            Revision revision = log.next();
            if (!revision.isRetraction()) {
                incidents.add(Incident.of(revision));
            }
        }
    }

    private Incident incident() {
        return incidents.get(next++ & (INPUTS - 1));
    }

    @Benchmark
    public List<Contribution> join() {
        return attribution.contributions(incident(), sites);
    }

    @Benchmark
    public List<SiteIndex.ProjectSite> search() {
        Location place = incident().account().location();
        return sites.near(place.point(), model.kernel().reachKm(place.uncertaintyKm()));
    }
}
