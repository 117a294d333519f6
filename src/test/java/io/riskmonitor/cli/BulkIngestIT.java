package io.riskmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.riskmonitor.testing.MonitorJar;
import io.riskmonitor.testing.MonitorJar.Outcome;
import io.riskmonitor.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file that is longer than the heap is wide, through the whole process. The files people have are of a gigabyte; that
 * takes minutes and is run by hand:
 *
 * <pre>mvn -B verify -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=BulkIngestIT -Dbulk.megabytes=1024 -Dbulk.heap=512m</pre>
 */
class BulkIngestIT {
    private static final int MEGABYTES = Integer.getInteger("bulk.megabytes", 4);
    private static final String HEAP = System.getProperty("bulk.heap", "192m");
    private static final Duration PATIENCE = Duration.ofHours(1);
    private static final Pattern COLLECTION = Pattern.compile("(\\d+)M->(\\d+)M\\((\\d+)M\\)");

    @TempDir
    private Path dir;

    @Test
    void shouldStayWithinASmallHeapWhenTheFileIsLong() throws IOException {
        Path file = dir.resolve("long.csv");
        long rows = repeat(SharedData.file("ucdp/ged231_sample1000_49col.csv"), file);
        Path collections = dir.resolve("gc.log");
        MonitorJar jar = MonitorJar.with("-Xmx" + HEAP, "-XX:+ExitOnOutOfMemoryError", "-Xlog:gc:file=" + collections);

        long start = System.nanoTime();
        Outcome outcome = jar.run(
                PATIENCE,
                "ingest",
                "ucdp",
                file.toString(),
                "--complete",
                "--json",
                "--data-dir",
                dir.resolve("data").toString());
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();

        JsonNode summary = outcome.succeeded().json();
        assertThat(summary.get("rows").asLong()).isEqualTo(rows);
        assertThat(summary.get("revisions").asLong()
                        + summary.get("deadLetters").asLong())
                .isEqualTo(rows);
        assertThat(summary.get("retractions").asLong()).isZero();
        System.out.printf(
                "%d MB, %d rows, -Xmx%s: %d s from start to end; %s%n",
                Files.size(file) >> 20, rows, HEAP, seconds, heap(collections));
    }

    private static String heap(Path log) throws IOException {
        long before = 0;
        long after = 0;
        for (String line : Files.readAllLines(log)) {
            Matcher collection = COLLECTION.matcher(line);
            if (collection.find()) {
                before = Math.max(before, Long.parseLong(collection.group(1)));
                after = Math.max(after, Long.parseLong(collection.group(2)));
            }
        }
        return "heap at most " + before + " MB, " + after + " MB of it still in use after a collection";
    }

    /** The same rows over and over, each under an id of its own. */
    private static long repeat(Path sample, Path file) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(sample)) {
            reader.forEach(record -> rows.add(record.getFields()));
        }
        long written = 0;
        long bytes = 0;
        try (CsvWriter writer = CsvWriter.builder().build(file)) {
            writer.writeRecord(rows.get(0));
            while (bytes < (long) MEGABYTES << 20) {
                for (List<String> row : rows.subList(1, rows.size())) {
                    List<String> copy = new ArrayList<>(row);
                    copy.set(0, Long.toString(++written));
                    writer.writeRecord(copy);
                    bytes += copy.stream().mapToInt(field -> field.length() + 1).sum();
                }
            }
        }
        return written;
    }
}
