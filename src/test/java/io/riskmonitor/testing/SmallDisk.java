package io.riskmonitor.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** A file system of a few megabytes, to be filled. Mounting one takes root on Linux: elsewhere the test is skipped, under CI it fails. */
public final class SmallDisk implements AutoCloseable {
    private static final Path OPEN_FILES = Path.of("/proc/self/fd");

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /**
     * @param folder to be made
     * @param size as mount has it, such as 900m
     */
    public static SmallDisk mount(Path folder, String size) throws IOException {
        Files.createDirectories(folder);
        Optional<String> fault = call("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString());
        if (fault.isPresent()) {
            String message = "a disk of its own cannot be mounted, which needs root on Linux: " + fault.get();
            if ("true".equals(System.getenv("CI"))) {
                Assertions.fail(message);
            }
            Assumptions.abort(message);
        }
        return new SmallDisk(folder);
    }

    public Path folder() {
        return folder;
    }

    public void resize(String size) {
        assertThat(call("mount", "-o", "remount,size=" + size, folder.toString()))
                .as("remount")
                .isEmpty();
    }

    /** The files on it that this process has open. */
    public List<Path> openFiles() throws IOException {
        try (Stream<Path> open = Files.list(OPEN_FILES)) {
            return open.flatMap(SmallDisk::target)
                    .filter(file -> file.startsWith(folder))
                    .toList();
        }
    }

    private static Stream<Path> target(Path descriptor) {
        try {
            return Stream.of(Files.readSymbolicLink(descriptor));
        } catch (IOException e) {
            return Stream.empty(); // closed meanwhile
        }
    }

    /** Takes it away even where somebody has a file open, so that the test's own failure is what is told. */
    @Override
    public void close() {
        assertThat(call("umount", "-l", folder.toString())).as("umount").isEmpty();
    }

    /** What a command says if it fails. */
    private static Optional<String> call(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? Optional.empty() : Optional.of(said);
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }
}
