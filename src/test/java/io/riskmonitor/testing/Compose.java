package io.riskmonitor.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The stack of {@code docker-compose.yml}, as a project of its own; what it made is gone when it is closed. Where there is no
 * Docker, the test fails under {@code CI=true} and is visibly skipped elsewhere.
 */
public final class Compose implements AutoCloseable {
    /** {@code .ci/containers clean} knows projects of tests by it. */
    private static final String PREFIX = "mali-risk-test-";

    private static final String FILE = "docker-compose.yml";
    private static final String QUICK = "src/test/resources/compose-quick.yml";

    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final String DESK_PORTS = "18080-18099";

    private final Path docker = Containers.docker();
    private final Path compose = Tool.named("docker-compose", "docker-compose");
    private final String project;
    private final List<String> profile;

    /**
     * Makes a project; starts nothing.
     *
     * @param profile null for that of {@code .env}
     */
    public Compose(String name, String... profile) {
        this.project = PREFIX + name;
        this.profile = profile.length == 0 ? List.of() : List.of("--profile", profile[0]);
    }

    /** {@code docker-compose up} of these services in the background, with the monitor's image built of the jar that is there. */
    public void up(String... options) {
        List<String> command = new ArrayList<>(List.of("up", "--detach", "--build"));
        command.addAll(List.of(options));
        compose(command.toArray(String[]::new));
    }

    /** Runs a command in the first container of a service; returns what it prints. */
    public String exec(String service, String... command) {
        List<String> all = new ArrayList<>(List.of("exec", "-T", service));
        all.addAll(List.of(command));
        return compose(all.toArray(String[]::new));
    }

    /** A token of a role, made as README tells. */
    public String token(String name, String role) {
        return exec("monitor", "mali-risk-monitor", "tokens", "create", "--name", name, "--role", role)
                .strip();
    }

    /** Where each container of the monitor that runs is reached, by the container's id. */
    public Map<String, String> monitors() {
        return ids("monitor").stream()
                .filter(id -> docker("inspect", "--format", "{{.State.Running}}", id)
                        .strip()
                        .equals("true"))
                .collect(Collectors.toMap(
                        id -> id,
                        id -> "http://"
                                + docker("port", id, "8080/tcp")
                                        .lines()
                                        .findFirst()
                                        .orElseThrow()));
    }

    /** Returns once all containers of the services say that they are healthy. */
    public void awaitHealthy(String... services) {
        for (String service : services) {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> assertThat(ids(service))
                            .isNotEmpty()
                            .allSatisfy(id -> assertThat(docker("inspect", "--format", "{{.State.Health.Status}}", id)
                                            .strip())
                                    .as("%s", service)
                                    .isEqualTo("healthy")));
        }
    }

    /** kill -9: nothing of it gets to run any more. */
    public void kill(String container) {
        docker("kill", container);
    }

    public void start(String container) {
        docker("start", container);
    }

    /** The containers of a service. */
    public List<String> ids(String service) {
        return compose("ps", "--quiet", service).lines().toList();
    }

    private String compose(String... command) {
        List<String> all = new ArrayList<>(
                List.of(compose.toString(), "--project-name", project, "--file", FILE, "--file", QUICK));
        all.addAll(profile);
        all.addAll(List.of(command));
        return run(all);
    }

    private String docker(String... command) {
        List<String> all = new ArrayList<>(List.of(docker.toString()));
        all.addAll(List.of(command));
        return run(all);
    }

    private static String run(List<String> command) {
        try {
            Path out = Files.createTempFile("compose", ".out");
            Path err = Files.createTempFile("compose", ".err");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().put("DESK_PORTS", DESK_PORTS);
            builder.environment().put("DOCKER_BUILDKIT", "0");
            Process process = builder.start();
            try {
                boolean ended = process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                String errors = Files.readString(err, StandardCharsets.UTF_8);
                assertThat(ended).as("%s ends; errors: %s", command, errors).isTrue();
                assertThat(process.exitValue())
                        .as("%s; errors: %s", command, errors)
                        .isZero();
                return Files.readString(out, StandardCharsets.UTF_8);
            } finally {
                process.destroyForcibly();
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        compose("down", "--volumes", "--remove-orphans", "--timeout", "5");
    }
}
