package io.riskmonitor.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the tasks' state on disk may be taken up again. After a hard stop it may not: under exactly-once it can hold
 * what was never committed. Kafka Streams finds that out task by task, wipes them and forces rebalances, which now and then
 * do not come to an end; so the state is removed before it starts, and read again from the changelogs.
 */
final class CleanStop {
    private static final Logger log = LoggerFactory.getLogger(CleanStop.class);
    private static final String MARK = "stopped-cleanly";

    private final Path mark;

    private CleanStop(Path mark) {
        this.mark = mark;
    }

    /**
     * Begins a run: takes the mark of the last one away, and if there is none the tasks' directories, too.
     *
     * @param application the directory of the application within the state directory
     */
    static CleanStop begin(Path application) {
        CleanStop stop = new CleanStop(application.resolve(MARK));
        try {
            if (!Files.deleteIfExists(stop.mark) && Files.isDirectory(application)) {
                removeTasks(application);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("state in " + application + " cannot be made ready: " + e.getMessage(), e);
        }
        return stop;
    }

    /** The process's own id stays: by it the transactions of the last run are ended. */
    private static void removeTasks(Path application) throws IOException {
        List<Path> tasks;
        try (Stream<Path> entries = Files.list(application)) {
            tasks = entries.filter(Files::isDirectory).toList();
        }
        for (Path task : tasks) {
            Utils.delete(task.toFile());
        }
        if (!tasks.isEmpty()) {
            log.info("the last run did not stop cleanly: its state is read again from the changelogs");
        }
    }

    /** Ends a run whose tasks have all been closed in order. */
    void end() {
        try {
            Files.createDirectories(mark.getParent());
            Files.writeString(mark, "");
        } catch (IOException e) {
            log.warn("a clean stop could not be noted, the next start reads all state again: {}", e.getMessage());
        }
    }
}
