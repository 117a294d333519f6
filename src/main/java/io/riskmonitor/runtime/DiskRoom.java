package io.riskmonitor.runtime;

import io.riskmonitor.broker.BrokerException;
import io.riskmonitor.query.NotReadyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much room is left where the data lies. A broker that cannot write stops in the middle of whatever it does, so before that
 * nothing is taken in any more, time included, until there is room again. What is known is served meanwhile.
 */
public final class DiskRoom implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DiskRoom.class);
    /** What an ingest has under way when it is stopped, and what tokens, acknowledgements and the broker itself still write. */
    static final long LEAST_MEGABYTES = 200;

    private static final long MEGABYTE = 1024L * 1024;
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Path directory;
    private final ScheduledExecutorService pace =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "disk-room"));
    private volatile boolean isShort;

    private DiskRoom(Path directory) {
        this.directory = directory;
    }

    /**
     * Watches from now on.
     *
     * @throws BrokerException if there is too little to begin with
     */
    static DiskRoom watch(Path directory) {
        DiskRoom room = new DiskRoom(directory);
        requireToStart(directory);
        ScheduledFuture<?> unused = room.pace.scheduleWithFixedDelay(
                room::look, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return room;
    }

    /** @throws BrokerException if there is too little: what was killed could not even be read again */
    static void requireToStart(Path directory) {
        long free = freeMegabytes(directory);
        if (free < LEAST_MEGABYTES) {
            throw new BrokerException("data directory " + directory + " is on a disk that has " + free
                    + " MB of room left; " + LEAST_MEGABYTES + " are needed to start: free some, nothing is lost");
        }
    }

    /** Room left, bytes. */
    public long freeBytes() {
        return freeMegabytes(directory) * MEGABYTE;
    }

    /** Whether so little is left that nothing is taken in. */
    public boolean isShort() {
        return isShort;
    }

    /** @throws NotReadyException if nothing may be taken in */
    public void require() {
        look();
        if (isShort) {
            throw new NotReadyException("the disk is full: nothing is taken in until there are " + LEAST_MEGABYTES
                    + " MB of room for the data; what has been taken in is safe");
        }
    }

    private synchronized void look() {
        long free;
        try {
            free = freeMegabytes(directory);
        } catch (UncheckedIOException e) {
            log.warn("room on the disk of {} cannot be told: {}", directory, e.getMessage());
            return;
        }
        boolean now = free < LEAST_MEGABYTES;
        if (now && !isShort) {
            log.error(
                    "the disk of {} is full: {} MB of room left, nothing is taken in and no time told below {} MB",
                    directory,
                    free,
                    LEAST_MEGABYTES);
        } else if (!now && isShort) {
            log.info("the disk of {} has {} MB of room again: it goes on", directory, free);
        }
        isShort = now;
    }

    private static long freeMegabytes(Path directory) {
        try {
            return Files.getFileStore(directory).getUsableSpace() / MEGABYTE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        pace.shutdownNow();
    }
}
