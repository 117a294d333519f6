package io.riskmonitor.replay;

import io.riskmonitor.config.InvalidFileException;
import io.riskmonitor.config.MonitorConfig;
import io.riskmonitor.runtime.ReplayEngine;
import io.riskmonitor.serde.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Replays of a data directory: each leaves one folder with all of its outputs, or none. */
public final class ReplayRuns {
    private static final int MOST_LETTERS = 50;

    private final MonitorConfig config;
    private final ReplayEngine engine;

    /**
     * How it is run; it makes no difference to what comes out.
     *
     * @param out the folder to be made
     * @param paused whether it stands still at its beginning until it is told to go on
     */
    public record Settings(String name, Path out, int partitions, int threads, Speed speed, boolean paused) {
        /** At full speed. */
        public Settings(String name, Path out, int partitions, int threads) {
            this(name, out, partitions, threads, Speed.MAX, false);
        }
    }

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

    /** A name for the run whose outputs go into a folder: the folder's, with a number if a run for another one has it. */
    public static String nameFor(Path dataDir, Path out) {
        String folder = String.valueOf(out.toAbsolutePath().normalize().getFileName())
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        String name = folder.isEmpty() ? "run" : folder.substring(0, Math.min(MOST_LETTERS, folder.length()));
        return IntStream.iterate(1, n -> n + 1)
                .mapToObj(n -> n == 1 ? name : name + "-" + n)
                .filter(free -> RunHome.of(dataDir, free)
                        .record()
                        .map(other -> other.out().equals(RunRecord.absolute(out)))
                        .orElse(true))
                .findFirst()
                .orElseThrow();
    }

    /** @throws InvalidFileException if there is something already, or nowhere to put it */
    public static void requireFree(Path out) {
        requireAbsent(out);
        Path parent = out.toAbsolutePath().normalize().getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            throw new InvalidFileException(parent + " is no folder");
        }
    }

    private static void requireAbsent(Path out) {
        if (Files.exists(out)) {
            throw new InvalidFileException(out + " exists already; a run makes its folder itself, choose another");
        }
    }

    /**
     * Begins a run, or takes one of that name up that was stopped.
     *
     * @throws InvalidFileException if another run of that name has begun, or the folder exists
     */
    public Begun begin(ReplayManifest manifest, Settings settings) throws IOException {
        requireAbsent(settings.out());
        RunHome home = RunHome.of(config.dataDir(), settings.name());
        RunRecord mine = RunRecord.of(manifest, settings);
        RunRecord former = home.record().orElse(null);
        RunState stands = home.status().state();
        if (former != null) {
            requireSame(settings.name(), former, mine, stands);
        }
        if (former == null || stands == RunState.FINISHED) {
            engine.discard(settings.name());
            home.delete();
            home.begin(mine);
        }
        home.tell(RunHome.Status.of(RunState.RUNNING, null, null));
        return new Begun(manifest, settings, home);
    }

    private static void requireSame(String name, RunRecord former, RunRecord mine, RunState stands) {
        if (stands.isDriven()) {
            throw new InvalidFileException("the run '" + name + "' is under way; choose another --name");
        }
        if (stands == RunState.FINISHED) {
            if (!former.out().equals(mine.out())) {
                throw new InvalidFileException("a run '" + name + "' has left its outputs in " + former.out()
                        + "; delete the run, or choose another --name");
            }
        } else if (!former.fingerprint().equals(mine.fingerprint()) || former.partitions() != mine.partitions()) {
            throw new InvalidFileException("a run '" + name + "' for " + former.out()
                    + " was begun over other inputs or with other settings, and not ended; go on with it, delete it"
                    + " ('replay delete " + name + "'), or choose another --name");
        }
    }

    /** Begins a run or takes it up, and brings it to its end. */
    public Outcome run(ReplayManifest manifest, Settings settings, Consumer<Instant> reached) throws IOException {
        return begin(manifest, settings).run(reached);
    }

    /** A run that has begun. */
    public final class Begun {
        private final ReplayManifest manifest;
        private final Settings settings;
        private final RunHome home;

        private Begun(ReplayManifest manifest, Settings settings, RunHome home) {
            this.manifest = manifest;
            this.settings = settings;
            this.home = home;
        }

        /**
         * Runs to the end and writes the outputs.
         *
         * @return what came out, and how long the ticks took
         * @param reached takes the simulated time now and then
         * @throws RunStoppedException if somebody has ordered so; the same command goes on
         * @throws IOException if outputs cannot be written; then the folder is not there, and the same command goes on
         */
        public Outcome run(Consumer<Instant> reached) throws IOException {
            RunDriver driver = RunDriver.of(home, manifest.span(), settings, reached);
            try {
                Outcome outcome = finish(driver);
                home.tell(RunHome.Status.of(RunState.FINISHED, manifest.span().to(), null));
                return outcome;
            } catch (RunStoppedException e) {
                home.tell(RunHome.Status.of(RunState.STOPPED, driver.at(), null));
                throw e;
            } catch (RuntimeException | IOException e) {
                tellOfFailure(driver, e);
                throw e;
            }
        }

        private Outcome finish(RunDriver driver) throws IOException {
            ReplayEngine.Run run = new ReplayEngine.Run(
                    settings.name(),
                    manifest.world(),
                    manifest.told().revisions(),
                    manifest.span().ticks(),
                    settings.partitions(),
                    settings.threads());
            Optional<Duration> took = engine.run(run, driver);
            while (took.isEmpty()) {
                engine.discard(settings.name());
                took = engine.run(run, driver);
            }
            ReplayTables tables = new ReplayTables(manifest.span().from());
            engine.read(run, tables);
            Map<String, Integer> rows = written(tables);
            engine.discard(settings.name());
            return new Outcome(rows, run.ticks().size(), took.get());
        }

        private Map<String, Integer> written(ReplayTables tables) throws IOException {
            try {
                return write(manifest, tables, settings.out());
            } catch (UncheckedIOException e) {
                throw unwritable(Objects.requireNonNull(e.getCause()));
            } catch (IOException e) {
                throw unwritable(e);
            }
        }

        private IOException unwritable(IOException fault) {
            return new IOException(
                    "the outputs cannot be written to " + settings.out() + ": " + fault.getMessage()
                            + "; nothing of them is left there, and once there is room the same command goes on",
                    fault);
        }

        private void tellOfFailure(RunDriver driver, Exception fault) {
            try {
                home.tell(RunHome.Status.of(RunState.FAILED, driver.at(), String.valueOf(fault.getMessage())));
            } catch (IOException e) {
                fault.addSuppressed(e);
            }
        }
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
