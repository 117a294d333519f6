package io.riskmonitor.replay;

import io.riskmonitor.config.InvalidFileException;
import io.riskmonitor.config.MonitorConfig;
import io.riskmonitor.runtime.ReplayEngine;
import io.riskmonitor.serde.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Replays of a data directory: each leaves one folder with all of its outputs, or none. */
public final class ReplayRuns {
    private static final String RECORD = "run.json";

    private final MonitorConfig config;
    private final ReplayEngine engine;

    /**
     * How it is run; it makes no difference to what comes out.
     *
     * @param out the folder to be made
     */
    public record Settings(String name, Path out, int partitions, int threads) {}

    /** What is known of a run that has begun. */
    record RunRecord(String fingerprint, String out, int partitions) {}

    /**
     * A run that is over.
     *
     * @param rows by file
     * @param took from the first tick to the last, without starting and stopping
     */
    public record Outcome(Map<String, Integer> rows, int ticks, Duration took) {}

    /** One file of what came out. */
    record Output(int rows, String sha256) {}

    public ReplayRuns(MonitorConfig config, ReplayEngine engine) {
        this.config = config;
        this.engine = engine;
    }

    /** A name for the run whose outputs go into a folder. */
    public static String nameFor(Path out) {
        String name = String.valueOf(out.toAbsolutePath().normalize().getFileName())
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        return name.isEmpty() ? "run" : name.substring(0, Math.min(60, name.length()));
    }

    /** @throws InvalidFileException if there is something already */
    public static void requireFree(Path out) {
        if (Files.exists(out)) {
            throw new InvalidFileException(out + " exists already; a run makes its folder itself, choose another");
        }
        Path parent = out.toAbsolutePath().normalize().getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            throw new InvalidFileException(parent + " is no folder");
        }
    }

    /**
     * Runs, or goes on with a run of that name that was stopped, and writes the outputs.
     *
     * @return what came out, and how long the ticks took
     * @param reached takes the simulated time now and then
     * @throws InvalidFileException if another run of that name has begun, or the folder exists
     * @throws IOException if outputs cannot be written; then the folder is not there, and the same command goes on
     */
    public Outcome run(ReplayManifest manifest, Settings settings, Consumer<Instant> reached) throws IOException {
        requireFree(settings.out());
        begin(manifest, settings);
        ReplayEngine.Run run = new ReplayEngine.Run(
                settings.name(),
                manifest.world(),
                manifest.told().revisions(),
                manifest.span().ticks(),
                settings.partitions(),
                settings.threads());
        Duration took = engine.run(run, reached);
        ReplayTables tables = new ReplayTables(manifest.span().from());
        engine.read(run, tables);
        Map<String, Integer> rows = write(manifest, tables, settings.out());
        engine.discard(settings.name());
        return new Outcome(rows, run.ticks().size(), took);
    }

    private void begin(ReplayManifest manifest, Settings settings) throws IOException {
        Path home = ReplayEngine.home(config.dataDir(), settings.name());
        Path file = home.resolve(RECORD);
        RunRecord mine = new RunRecord(manifest.fingerprint(), settings.out().toString(), settings.partitions());
        if (Files.exists(file)) {
            RunRecord begun = JsonText.read(Files.readString(file), RunRecord.class);
            if (!begun.fingerprint().equals(mine.fingerprint()) || begun.partitions() != mine.partitions()) {
                throw new InvalidFileException("a run '" + settings.name() + "' for " + begun.out()
                        + " was begun over other inputs or with other settings, and not ended; go on with it, or choose"
                        + " another --name");
            }
            return;
        }
        engine.discard(settings.name());
        Files.createDirectories(home);
        Path aside = home.resolve(RECORD + ".new");
        Files.writeString(aside, JsonText.of(mine));
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Written aside and renamed: a folder that is there is whole. */
    private static Map<String, Integer> write(ReplayManifest manifest, ReplayTables tables, Path out)
            throws IOException {
        Path target = out.toAbsolutePath().normalize();
        Path aside = target.resolveSibling("." + target.getFileName() + ".part");
        remove(aside); // of a run that was killed while it wrote
        Files.createDirectory(aside);
        try {
            Map<String, Integer> rows = tables.write(
                    aside,
                    new OpenMetricsFile(
                            manifest.world().model(), manifest.world().registry()));
            Map<String, Object> outputs = new LinkedHashMap<>();
            for (Map.Entry<String, Integer> table : rows.entrySet()) {
                String sha256 = FileHash.of(List.of(aside.resolve(table.getKey())));
                outputs.put(table.getKey(), new Output(table.getValue(), sha256));
            }
            Map<String, Object> json = new LinkedHashMap<>(manifest.json());
            json.put("outputs", outputs);
            Files.writeString(aside.resolve("manifest.json"), JsonText.pretty(json) + "\n");
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
            return rows;
        } finally {
            remove(aside);
        }
    }

    private static void remove(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }
}
