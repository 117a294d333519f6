package io.riskmonitor.bench;

import io.riskmonitor.config.RegionsFile;
import io.riskmonitor.feed.FeedContext;
import io.riskmonitor.feed.ReportAdapter;
import io.riskmonitor.feed.ReportAdapters;
import io.riskmonitor.feed.RowOutcome;
import io.riskmonitor.geo.JtsRegionIndex;
import io.riskmonitor.geo.RegionIndex;
import io.riskmonitor.testing.SharedData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Whole files, from bytes in memory to outcomes, every row of them: real ones of UCDP, KIKA and GDELT, and invented rows of ACLED, whose
 * licence keeps real ones away.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ParserBenchmark {
    private static final String ACLED_HEADER = "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,"
            + "sub_event_type,actor1,assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,"
            + "region,country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,notes,"
            + "fatalities,tags,timestamp\n";
    private static final String ACLED_ROW = "MLI%d,2023-05-04,2023,1,Political violence,Violence against civilians,"
            + "Attack,JNIM: Group for Support of Islam and Muslims,,2,Civilians (Mali),Labour Group (Mali),7,27,Civilian"
            + " targeting,466,Western Africa,Mali,Mopti,Bankass,,Ouenkoro,13.38,-3.83,1,Studio Tamani; Undisclosed"
            + " Source,Local partner-National,\"On 4 May 2023, presumed militants attacked a site of Chinese road"
            + " builders near Ouenkoro, burnt two diggers and killed a guard.\",%d,,1684800000\n";
    private static final int ACLED_ROWS = 2_000;

    @Param({"ucdp", "acled", "kika", "gdelt"})
    public String source = "ucdp";

    private final RegionIndex regions = JtsRegionIndex.of(RegionsFile.builtIn());
    private final FeedContext context =
            new FeedContext("benchmark", Instant.parse("2026-11-24T12:00:00Z"), "benchmark", null, regions);
    private ReportAdapter adapter = ReportAdapters.all().named(source).orElseThrow();
    private byte[] file = {};

    /** JMH takes the counter's rate into its table as well. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Counters {
        public long rows;

        @Setup(Level.Iteration)
        public void reset() {
            rows = 0;
        }
    }

    @Setup
    public void read() throws IOException {
        adapter = ReportAdapters.all().named(source).orElseThrow();
        file = switch (source) {
            case "acled" -> acled().getBytes(StandardCharsets.UTF_8);
            case "kika" -> shared("insecurity-insight/aidWorkerKIKA.json");
            case "gdelt" -> shared("gdelt/20190121220000.export.CSV");
            default -> shared("ucdp/ged231_sample1000_49col.csv");
        };
    }

    private static byte[] shared(String name) throws IOException {
        return Files.readAllBytes(SharedData.file(name));
    }

    private static String acled() {
        StringBuilder rows = new StringBuilder(ACLED_HEADER);
        for (int i = 0; i < ACLED_ROWS; i++) {
            rows.append(ACLED_ROW.formatted(i, i % 7));
        }
        return rows.toString();
    }

    @Benchmark
    public void parse(Counters counters, Blackhole outcomes) throws IOException {
        adapter.read(new ByteArrayInputStream(file), context, (RowOutcome outcome) -> {
            counters.rows++;
            outcomes.consume(outcome);
        });
    }
}
