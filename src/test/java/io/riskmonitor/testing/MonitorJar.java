package io.riskmonitor.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.utils.Utils;

/** The jar as people run it: {@code java -jar target/mali-risk-monitor.jar …} in a process of its own. */
public final class MonitorJar {
    private static final Path JAR = Path.of("target", "mali-risk-monitor.jar");
    private static final Path CLASSES = Path.of("target", "monitor-classes.jsa");
    private static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern READY = Pattern.compile("^ready (http://\\S+)$", Pattern.MULTILINE);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> jvm;
    private final Map<String, String> environment;

    /** What a command left behind. */
    public record Outcome(int exitCode, String out, String err) {
        /** Standard output, which must be one JSON document and nothing else. */
        public JsonNode json() {
            try {
                return JSON.readTree(out);
            } catch (JsonProcessingException e) {
                throw new AssertionError("standard output is not JSON: " + out + "; errors: " + err, e);
            }
        }

        public Outcome succeeded() {
            assertThat(exitCode).as("exit code; errors: %s", err).isZero();
            return this;
        }
    }

    private MonitorJar(List<String> jvm, Map<String, String> environment) {
        this.jvm = jvm;
        this.environment = environment;
    }

    /** Compiles little, collects serially and finds classes loaded before: quick to start on a busy machine. */
    public static MonitorJar quick(String... more) {
        List<String> jvm = new ArrayList<>(QUICK);
        jvm.addAll(sharedClasses());
        jvm.addAll(List.of(more));
        return new MonitorJar(List.copyOf(jvm), Map.of());
    }

    /** The JVM's archive of what a monitor loads until it serves a page; made once for a jar. */
    private static synchronized List<String> sharedClasses() {
        try {
            if (!Files.exists(CLASSES)
                    || Files.getLastModifiedTime(CLASSES).compareTo(Files.getLastModifiedTime(JAR)) < 0) {
                archiveClasses();
            }
            return Files.exists(CLASSES) ? List.of("-XX:SharedArchiveFile=" + CLASSES, "-Xlog:disable") : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void archiveClasses() throws IOException {
        Path dir = Files.createTempDirectory(CLASSES.getParent(), "monitor-classes");
        List<String> jvm = new ArrayList<>(QUICK);
        jvm.add("-XX:ArchiveClassesAtExit=" + dir.resolve("classes"));
        try (Running monitor = new MonitorJar(jvm, Map.of())
                .start("run", "--data-dir", dir.resolve("data").toString(), "--http-port", "0")) {
            Rest api = new Rest(monitor.address());
            api.get("/");
            api.get("/metrics");
            monitor.stop();
            if (Files.exists(dir.resolve("classes"))) { // a JVM may have been built without
                Files.move(dir.resolve("classes"), CLASSES, StandardCopyOption.ATOMIC_MOVE);
            }
        } finally {
            Utils.delete(dir.toFile());
        }
    }

    public static MonitorJar with(String... jvmOptions) {
        return new MonitorJar(List.of(jvmOptions), Map.of());
    }

    /** The same in an environment with these variables more. */
    public MonitorJar under(Map<String, String> more) {
        return new MonitorJar(jvm, more);
    }

    /** Runs a command to its end. */
    public Outcome run(String... arguments) {
        return run(PATIENCE, arguments);
    }

    public Outcome run(Duration patience, String... arguments) {
        Running process = launch(arguments);
        try {
            if (!process.process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.kill();
                throw new AssertionError("not done after " + patience + ": " + String.join(" ", arguments)
                        + "; errors: " + process.err());
            }
            return new Outcome(process.process.exitValue(), process.out(), process.err());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            process.forget();
        }
    }

    /** Starts a command that stays up; returns when it says that it is ready. */
    public Running start(String... arguments) {
        Running process = launch(arguments);
        try {
            await().atMost(PATIENCE)
                    .until(() -> !process.process.isAlive()
                            || READY.matcher(process.out()).find());
            assertThat(process.process.isAlive())
                    .as("is up; errors: %s", process.err())
                    .isTrue();
            return process;
        } catch (RuntimeException | AssertionError e) {
            process.close();
            throw e;
        }
    }

    /** Starts a command without waiting for anything. */
    public Running launch(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        try {
            Path out = Files.createTempFile("monitor", ".out");
            Path err = Files.createTempFile("monitor", ".err");
            ProcessBuilder process = new ProcessBuilder(command)
                    .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            process.environment().putAll(environment);
            return new Running(process.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process that stays up until it is stopped or killed. */
    public static final class Running implements AutoCloseable {
        private final Process process;
        private final Path out;
        private final Path err;

        private Running(Process process, Path out, Path err) {
            this.process = process;
            this.out = out;
            this.err = err;
        }

        /** The last one that it said it is ready at. */
        public String address() {
            Matcher ready = READY.matcher(out());
            assertThat(ready.find()).isTrue();
            String address;
            do {
                address = ready.group(1);
            } while (ready.find());
            return address;
        }

        public String out() {
            return text(out);
        }

        public String err() {
            return text(err);
        }

        /** The most memory it has had resident, MiB; Linux tells it. */
        public long mostResidentMegabytes() {
            return text(Path.of("/proc", Long.toString(process.pid()), "status"))
                    .lines()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        }

        public boolean isAlive() {
            return process.isAlive();
        }

        /** Whether it has come to its end before so much time has passed. */
        public boolean endsWithin(long time, TimeUnit unit) {
            try {
                return process.waitFor(time, unit);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        /** kill -9: nothing of it gets to run any more. */
        public void kill() {
            process.destroyForcibly();
            awaitEnd();
        }

        /** Ctrl-C, or what a service manager does; returns the exit code. */
        public int stop() {
            process.destroy();
            return awaitEnd();
        }

        private int awaitEnd() {
            try {
                assertThat(process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
                        .as("ended; errors: %s", err())
                        .isTrue();
                return process.exitValue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            if (process.isAlive()) {
                kill();
            }
            forget();
        }

        private void forget() {
            try {
                Files.deleteIfExists(out);
                Files.deleteIfExists(err);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String text(Path file) {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
