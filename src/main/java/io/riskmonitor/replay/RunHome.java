package io.riskmonitor.replay;

import io.riskmonitor.runtime.ReplayEngine;
import io.riskmonitor.serde.JsonText;
import io.riskmonitor.text.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one run in the data directory: what it was begun with, how it stands, and what is wanted of it. Whoever drives
 * the run and whoever asks for it may be different processes; they meet here, and each file appears whole.
 */
final class RunHome {
    private static final String RECORD = "run.json";
    private static final String STATUS = "status.json";
    private static final String ORDERS = "orders";

    private final String id;
    private final Path folder;

    /**
     * How a run stands, in the words of the process that drives it.
     *
     * @param at the simulated time that all of it has reached; null before the first
     * @param reason why it failed; null if it did not
     * @param process that drives or drove it
     * @param since when that process began, as process numbers come again; null if the system does not tell
     */
    record Status(
            RunState state,
            @Nullable Instant at,
            @Nullable String reason,
            long process,
            @Nullable Instant since) {
        static Status of(RunState state, @Nullable Instant at, @Nullable String reason) {
            ProcessHandle mine = ProcessHandle.current();
            return new Status(state, at, reason, mine.pid(), began(mine));
        }

        /** What is said of a process that is no more means nothing. */
        Status seen() {
            return state.isDriven() && !isAlive() ? new Status(RunState.STOPPED, at, reason, process, since) : this;
        }

        private boolean isAlive() {
            return ProcessHandle.of(process)
                    .filter(ProcessHandle::isAlive)
                    .filter(handle -> since == null || since.equals(began(handle)))
                    .isPresent();
        }

        private static @Nullable Instant began(ProcessHandle handle) {
            return handle.info().startInstant().orElse(null);
        }
    }

    private RunHome(String id, Path folder) {
        this.id = id;
        this.folder = folder;
    }

    static RunHome of(Path dataDir, String id) {
        return new RunHome(id, ReplayEngine.home(dataDir, id));
    }

    /** All runs of a data directory, by id. */
    static List<RunHome> all(Path dataDir) {
        Path runs = ReplayEngine.home(dataDir, "x").getParent();
        if (runs == null || !Files.isDirectory(runs)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(runs)) {
            return folders.filter(folder -> Files.exists(folder.resolve(RECORD)))
                    .map(folder -> new RunHome(String.valueOf(folder.getFileName()), folder))
                    .sorted((one, other) -> one.id.compareTo(other.id))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(runs + " cannot be read: " + e.getMessage(), e);
        }
    }

    String id() {
        return id;
    }

    /** Where a run leaves its outputs if nobody says where. */
    Path outputs() {
        return folder.resolve("outputs");
    }

    /** What it was begun with; none if it was not. */
    Optional<RunRecord> record() {
        return read(RECORD, RunRecord.class);
    }

    Status status() {
        return read(STATUS, Status.class)
                .map(Status::seen)
                .orElseGet(() -> new Status(RunState.STOPPED, null, null, 0, null));
    }

    /** How it stands, for people and scripts. */
    Optional<RunView> view() {
        return record().map(begun -> RunView.of(id, begun, status()));
    }

    void begin(RunRecord record) throws IOException {
        Files.createDirectories(folder.resolve(ORDERS));
        write(folder.resolve(RECORD), record);
    }

    void tell(Status status) throws IOException {
        write(folder.resolve(STATUS), status);
    }

    private static void write(Path file, Object value) throws IOException {
        WholeFile.write(file, JsonText.of(value));
    }

    private <T> Optional<T> read(String name, Class<T> type) {
        try {
            return Optional.of(JsonText.read(Files.readString(folder.resolve(name)), type));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(folder.resolve(name) + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** An order that waits for the process that drives the run. */
    record Waiting(Path file, RunOrder order) {
        boolean isTaken() {
            return !Files.exists(file);
        }

        void take() throws IOException {
            Files.deleteIfExists(file);
        }
    }

    /** @param serial later orders have greater ones */
    Waiting order(RunOrder order, long serial) throws IOException {
        Path file = folder.resolve(ORDERS).resolve(String.format("%019d-%s", serial, UUID.randomUUID()));
        write(file, order);
        return new Waiting(file, order);
    }

    /** Orders that nobody has taken, in the order in which they were given. */
    List<Waiting> orders() throws IOException {
        List<Waiting> waiting = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.resolve(ORDERS))) {
            for (Path file : files.filter(RunHome::isOrder).sorted().toList()) {
                waiting.add(new Waiting(file, JsonText.read(Files.readString(file), RunOrder.class)));
            }
        } catch (NoSuchFileException e) {
            return List.of(); // somebody has just taken one back: the others are there at the next look
        }
        return waiting;
    }

    private static boolean isOrder(Path file) {
        return !String.valueOf(file.getFileName()).startsWith(".");
    }

    void delete() {
        try {
            Utils.delete(folder.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be removed: " + e.getMessage(), e);
        }
    }
}
