package io.riskmonitor.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;

/** A clock of the machine that a process of its own sees and a test sets; nobody else's is touched. */
public final class SettableClock {
    private static final Path SOURCE = Path.of("src/test/c/clock.c");

    private final Path library;
    private final Path offset;

    /** Built on the spot, which needs a C compiler. */
    public SettableClock(Path dir) throws IOException, InterruptedException {
        this.library = dir.resolve("clock.so");
        this.offset = Files.write(dir.resolve("clock-offset"), new byte[Long.BYTES]);
        Process build = new ProcessBuilder(
                        Tool.named("gcc", "gcc libc6-dev").toString(),
                        "-O2",
                        "-Wall",
                        "-Werror",
                        "-shared",
                        "-fPIC",
                        "-o",
                        library.toString(),
                        SOURCE.toString(),
                        "-ldl")
                .redirectErrorStream(true)
                .start();
        String said = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(build.waitFor()).as(said).isZero();
    }

    /** What a process that is to see this clock has to be started with. */
    public Map<String, String> environment() {
        return Map.of("LD_PRELOAD", library.toString(), "CLOCK_OFFSET_FILE", offset.toString());
    }

    /** Sets it, from this moment on. */
    public void set(Duration aheadOfTheMachines) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
        bytes.putLong(aheadOfTheMachines.toSeconds()).flip();
        try (FileChannel file = FileChannel.open(offset, StandardOpenOption.WRITE)) {
            file.write(bytes, 0);
        }
    }
}
