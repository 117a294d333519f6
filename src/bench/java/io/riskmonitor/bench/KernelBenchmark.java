package io.riskmonitor.bench;

import io.riskmonitor.config.RegionsFile;
import io.riskmonitor.config.RiskModelFile;
import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.geo.JtsRegionIndex;
import io.riskmonitor.geo.SiteRectangle;
import io.riskmonitor.incident.Incident;
import io.riskmonitor.registry.SiteIndex;
import io.riskmonitor.risk.Attribution;
import io.riskmonitor.risk.Contribution;
import io.riskmonitor.risk.HazardState;
import io.riskmonitor.risk.RiskAssessment;
import io.riskmonitor.risk.RiskModel;
import io.riskmonitor.risk.RiskScore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The arithmetic: the kernel at a site, and a hazard's exact sums: one in, one out, and what they are at a moment. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KernelBenchmark {
    private static final int INPUTS = 1 << 10;
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final RiskModel model = RiskModelFile.builtIn();
    private final RiskAssessment assessment = new RiskAssessment(model);
    private final SiteRectangle point = SiteRectangle.point(new GeoPoint(12.6, -8));
    private final SiteRectangle section = new SiteRectangle(new GeoPoint(12.6, -8), 25, 0, 30);
    private final List<GeoPoint> places = new ArrayList<>();
    private final List<Contribution> contributions = new ArrayList<>();
    private final HazardState state;
    private int next;

    /** Places within some 100 km of the site, and contributions to one subject. */
    public KernelBenchmark() {
        Random random = new Random(7);
        for (int i = 0; i < INPUTS; i++) {
            places.add(new GeoPoint(12.6 + random.nextGaussian() / 2, -8 + random.nextGaussian() / 2));
        }
        Attribution attribution = new Attribution(model, JtsRegionIndex.of(RegionsFile.builtIn()));
        SiteIndex none = new SiteIndex(List.of());
        Workload log = new Workload(7, NOW.minusSeconds(INPUTS));
        while (contributions.size() < INPUTS) {
            var revision = log.next();
            if (!revision.isRetraction()) {
                contributions.addAll(attribution.contributions(Incident.of(revision), none));
            }
        }
        HazardState sum = model.nothing();
        for (Contribution contribution : contributions) {
            sum = sum.plus(contribution.term(), model.decay());
        }
        this.state = sum;
    }

    private GeoPoint place() {
        return places.get(next++ & (INPUTS - 1));
    }

    private Contribution contribution() {
        return contributions.get(next++ & (INPUTS - 1));
    }

    @Benchmark
    public double nearnessOfAnExactPlaceToAPoint() {
        return model.kernel().nearness(place(), 0, point);
    }

    @Benchmark
    public double nearnessOfAnUncertainPlaceToAPoint() {
        return model.kernel().nearness(place(), 10, point);
    }

    @Benchmark
    public double nearnessOfAnUncertainPlaceToASection() {
        return model.kernel().nearness(place(), 10, section);
    }

    @Benchmark
    public HazardState addToAHazardOfAThousand() {
        return state.plus(contribution().term(), model.decay());
    }

    @Benchmark
    public HazardState takeFromAHazardOfAThousand() {
        return state.minus(contribution().term(), model.decay());
    }

    @Benchmark
    public RiskScore scoreOfARegion() {
        return assessment.region("mopti", state, NOW.plusMillis(next++));
    }
}
