package io.riskmonitor.broker;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The right to use a data directory, held by one process at a time and given up by the operating system when it dies.
 *
 * <p>Kafka locks its own directory too, but only after the second broker has disturbed the first. Beside the lock lies a
 * note by its owner, readable by the same user only: how other commands reach it.
 */
public final class DataDirLock implements AutoCloseable {
    private static final String LOCK_FILE = ".lock";
    private static final String OWNER_FILE = ".owner";

    private final Path dataDir;
    private final FileChannel channel;

    private DataDirLock(Path dataDir, FileChannel channel) {
        this.dataDir = dataDir;
        this.channel = channel;
    }

    /**
     * Takes the lock if no other process has it.
     *
     * @throws BrokerException if the directory cannot be made or written
     */
    public static Optional<DataDirLock> tryAcquire(Path dataDir) {
        try {
            Files.createDirectories(dataDir);
            FileChannel channel =
                    FileChannel.open(dataDir.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                return Optional.empty();
            }
            Files.deleteIfExists(dataDir.resolve(OWNER_FILE));
            DataDirLock lock = new DataDirLock(dataDir, channel);
            lock.note(Map.of());
            return Optional.of(lock);
        } catch (IOException e) {
            throw new BrokerException("data directory " + dataDir + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this very process
        }
    }

    /** Whether some process has a directory; a note left by one that died means nothing. */
    public static boolean isHeld(Path dataDir) {
        Path file = dataDir.resolve(LOCK_FILE);
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return lock(channel) == null;
        } catch (IOException e) {
            throw new BrokerException("data directory " + dataDir + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** What the owner of a directory says of itself; none if nobody has it or nothing was said. */
    public static Optional<Map<String, String>> owner(Path dataDir) {
        Path note = dataDir.resolve(OWNER_FILE);
        try {
            if (!Files.exists(note)) {
                return Optional.empty();
            }
            Properties properties = new Properties();
            properties.load(new StringReader(Files.readString(note)));
            return Optional.of(properties.stringPropertyNames().stream()
                    .collect(Collectors.toMap(name -> name, properties::getProperty)));
        } catch (IOException e) {
            throw new BrokerException("note " + note + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Leaves a note beside the lock: the process id and whatever is given. */
    public void note(Map<String, String> facts) {
        Properties properties = new Properties();
        properties.putAll(facts);
        properties.setProperty("pid", Long.toString(ProcessHandle.current().pid()));
        try {
            StringWriter text = new StringWriter();
            properties.store(text, null);
            Path aside = dataDir.resolve(OWNER_FILE + ".new");
            Files.deleteIfExists(aside);
            try (FileChannel out = FileChannel.open(
                    aside,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                out.write(ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8)));
            }
            Files.move(aside, dataDir.resolve(OWNER_FILE), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new BrokerException("data directory " + dataDir + " cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(dataDir.resolve(OWNER_FILE));
            channel.close();
        } catch (IOException e) {
            throw new BrokerException("data directory " + dataDir + " cannot be given up: " + e.getMessage(), e);
        }
    }
}
