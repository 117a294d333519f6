package io.riskmonitor.testing;

import static org.awaitility.Awaitility.await;

import io.riskmonitor.broker.EmbeddedBroker;
import io.riskmonitor.broker.EmbeddedBrokerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** The embedded broker in a process of its own, which can be killed while the monitor lives on. */
public final class BrokerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String UP = "up ";

    private final Process process;
    private final Path out;

    private BrokerProcess(Process process, Path out) {
        this.process = process;
        this.out = out;
    }

    /** Starts it on a directory that is kept from one to the next; returns when it takes requests. */
    public static BrokerProcess start(Path dir) {
        BrokerProcess broker = launch(dir);
        try {
            await().atMost(PATIENCE).until(() -> !broker.process.isAlive() || broker.isUp());
            if (!broker.isUp()) {
                throw new AssertionError("the broker did not start: " + broker.text());
            }
            return broker;
        } catch (RuntimeException | AssertionError e) {
            broker.close();
            throw e;
        }
    }

    /** Starts it without waiting for anything. */
    public static BrokerProcess launch(Path dir) {
        try {
            Path out = Files.createTempFile("broker", ".out");
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            BrokerProcess.class.getName(),
                            dir.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.to(out.toFile()))
                    .start();
            return new BrokerProcess(process, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String bootstrapServers() {
        return text().lines()
                .filter(line -> line.startsWith(UP))
                .map(line -> line.substring(UP.length()))
                .findFirst()
                .orElseThrow();
    }

    private boolean isUp() {
        return text().lines().anyMatch(line -> line.startsWith(UP));
    }

    private String text() {
        try {
            return Files.readString(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** kill -9. */
    public void kill() {
        process.destroyForcibly();
        await().atMost(PATIENCE).until(() -> !process.isAlive());
    }

    @Override
    public void close() {
        kill();
        try {
            Files.deleteIfExists(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process itself: the directory is its argument. */
    public static void main(String[] arguments) throws InterruptedException {
        try (EmbeddedBroker broker = EmbeddedBroker.start(new EmbeddedBrokerConfig(Path.of(arguments[0]), 0))) {
            System.out.println(UP + broker.bootstrapServers());
            new CountDownLatch(1).await();
        }
    }
}
