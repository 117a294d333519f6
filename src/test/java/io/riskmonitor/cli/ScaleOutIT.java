package io.riskmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.riskmonitor.testing.Containers;
import io.riskmonitor.testing.MonitorJar;
import io.riskmonitor.testing.Rest;
import io.riskmonitor.testing.Scores;
import io.riskmonitor.testing.TestTopics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.kafka.KafkaContainer;

/** Two instances of the jar share one real broker: their scores are those of one that was alone, whatever becomes of either. */
class ScaleOutIT {
    private static final MonitorJar JAR = MonitorJar.quick("-Xmx256m");
    private static final int INCIDENTS = 40;
    private static final int CORRECTIONS = 8;
    private static final int RETRACTIONS = 4;
    private static final int TICKS_WATCHED = 6;
    private static final Duration TAKE_OVER = Duration.ofMinutes(1);
    private static final String[] TYPES = {"ARMED_CLASH", "ATTACK_ON_CIVILIANS", "ABDUCTION", "IED_OR_MINE"};

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path dir;

    @SuppressWarnings("NullAway.Init")
    private static MonitorJar.Running alone;

    @SuppressWarnings("NullAway.Init")
    private static Rest reference;

    /** Entries in the order in which they are made; later ones correct earlier ones of the same id. */
    private static final List<String> ENTRIES = entries();

    private static final String SHORT_LIVED = "{\"id\":\"r%d\",\"type\":\"ARMED_CLASH\",\"date\":\"" + daysAgo(3)
            + "\",\"lat\":14.5,\"lon\":-4.2,\"deaths\":9}";

    private static List<String> entries() {
        Random random = new Random(5);
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < INCIDENTS + CORRECTIONS; i++) {
            entries.add(String.format(
                    Locale.ROOT,
                    "{\"id\":\"e%d\",\"type\":\"%s\",\"date\":\"%s\",\"lat\":%.3f,\"lon\":%.3f,\"deaths\":%d}",
                    i % INCIDENTS,
                    TYPES[random.nextInt(TYPES.length)],
                    daysAgo(2 + random.nextInt(200)),
                    12 + 4 * random.nextDouble(),
                    -9 + 7 * random.nextDouble(),
                    random.nextInt(6)));
        }
        entries.add("{\"id\":\"aimed\",\"type\":\"ATTACK_ON_CIVILIANS\",\"date\":\"" + daysAgo(1)
                + "\",\"lat\":14.04,\"lon\":-6.11,\"deaths\":5,\"targets\":[\"CHINESE_NATIONALS\"]}");
        return entries;
    }

    private static LocalDate daysAgo(int days) {
        return LocalDate.now(ZoneOffset.UTC).minusDays(days);
    }

    @BeforeAll
    static void startOneAlone() {
        alone = JAR.start("run", "--data-dir", dir.resolve("alone").toString(), "--http-port", "0");
        reference = new Rest(alone.address());
        enter(reference, ENTRIES);
    }

    @AfterAll
    static void stopIt() {
        alone.close();
    }

    /** Two instances on a broker of their own that know of each other, started together. */
    private static final class Pair implements AutoCloseable {
        private final KafkaContainer broker = Containers.kafka();
        private final MonitorJar.Running one;
        private final MonitorJar.Running two;
        private final Rest first;
        private final Rest second;

        Pair(Path own, int partitions) {
            CompletableFuture<MonitorJar.Running> other =
                    CompletableFuture.supplyAsync(() -> start(own.resolve("two"), partitions));
            one = start(own.resolve("one"), partitions);
            two = other.join();
            first = new Rest(one.address());
            second = new Rest(two.address());
        }

        private MonitorJar.Running start(Path data, int partitions) {
            String port = Integer.toString(freePort());
            return JAR.start(
                    "run",
                    "--data-dir",
                    data.toString(),
                    "--http-port",
                    port,
                    "--advertised-address",
                    "127.0.0.1:" + port,
                    "--bootstrap-servers",
                    broker.getBootstrapServers(),
                    "--partitions",
                    Integer.toString(partitions));
        }

        /** Each subject is exported by one of them, and either tells of all of them what the one alone does. */
        void awaitSameAsAlone() {
            await().atMost(TAKE_OVER).untilAsserted(() -> {
                Set<String> mine = Scores.exported(first);
                Set<String> yours = Scores.exported(second);
                assertThat(Collections.disjoint(mine, yours))
                        .as("%s and %s", mine, yours)
                        .isTrue();
                assertThat(Stream.concat(mine.stream(), yours.stream()).collect(Collectors.toSet()))
                        .isEqualTo(Scores.of(reference).keySet());
                Scores.assertSame(Scores.of(first), reference);
                Scores.assertSame(Scores.of(second), reference);
            });
        }

        @Override
        public void close() {
            one.close();
            two.close();
            broker.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 6})
    void shouldScoreAsOneAloneWhenTwoShareTheWork(int partitions, @TempDir Path own) {
        try (Pair pair = new Pair(own, partitions)) {
            enter(pair.first, ENTRIES.subList(0, INCIDENTS / 2));
            enter(pair.second, ENTRIES.subList(INCIDENTS / 2, ENTRIES.size()));
            // Whoever is asked, and whoever owns it: it is taken back.
            for (int i = 0; i < RETRACTIONS; i++) {
                Rest asked = i % 2 == 0 ? pair.first : pair.second;
                assertThat(asked.delete("/api/v1/incidents/desk:r" + i).status())
                        .isEqualTo(404);
                enter(asked, List.of(SHORT_LIVED.formatted(i)));
                Rest other = i % 4 < 2 ? pair.first : pair.second;
                assertThat(other.delete("/api/v1/incidents/desk:r" + i).status())
                        .isEqualTo(204);
            }

            pair.awaitSameAsAlone();
            if (partitions > 1) {
                assertThat(Scores.exported(pair.first)).isNotEmpty();
                assertThat(Scores.exported(pair.second)).isNotEmpty();
            }
            assertThatOneTicksInEach(pair, partitions);
        }
    }

    /** Were both to tell all partitions the time, each would be told twice a second. */
    private static void assertThatOneTicksInEach(Pair pair, int partitions) {
        String topic = TestTopics.streamTopics().ticks().name();
        List<TopicPartition> all = IntStream.range(0, partitions)
                .mapToObj(p -> new TopicPartition(topic, p))
                .toList();
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, pair.broker.getBootstrapServers()))) {
            // Whoever was held up tells late what it owes, so one quiet span is enough.
            await().atMost(TAKE_OVER).untilAsserted(() -> {
                Map<TopicPartition, Long> before = ends(admin, all);
                TimeUnit.MILLISECONDS.sleep(TICKS_WATCHED * 1000L);
                ends(admin, all)
                        .forEach((partition, end) -> assertThat(end - Objects.requireNonNull(before.get(partition)))
                                .as("ticks in %s", partition)
                                .isBetween(1L, TICKS_WATCHED * 3 / 2L));
            });
        }
    }

    private static Map<TopicPartition, Long> ends(Admin admin, List<TopicPartition> partitions) throws Exception {
        return admin
                .listOffsets(partitions.stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest())))
                .all()
                .get()
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    @Test
    void shouldAnswerForEachOtherAndTakeOverWithinAMinuteWhenOneIsKilled(@TempDir Path own) {
        try (Pair pair = new Pair(own, 6)) {
            enter(pair.first, ENTRIES);
            pair.awaitSameAsAlone();
            assertThatEitherTellsTheSame(pair);
            assertThatNobodyAsksOnBehalfOfAnother(pair);
            // Each holds a copy of what the other one works on: six parts of the log, the matching, six of the scores.
            await().atMost(TAKE_OVER)
                    .until(() -> tasks(own.resolve("one")).equals(tasks(own.resolve("two")))
                            && tasks(own.resolve("one")).size() == 13);
            Set<String> lost = Scores.exported(pair.first);

            pair.one.kill();
            Rest.Answer unreachable =
                    pair.second.get("/api/v1/" + path(lost.iterator().next()));
            assertThat(unreachable.status()).as(unreachable.body()).isEqualTo(503);
            assertThat(unreachable.type()).startsWith("application/problem+json");
            assertThat(unreachable.json().get("detail").asText()).contains("another instance", "does not answer");

            Set<String> all = Scores.of(reference).keySet();
            await().atMost(TAKE_OVER)
                    .untilAsserted(
                            () -> assertThat(Scores.exported(pair.second)).isEqualTo(all));
            Scores.assertSame(Scores.of(pair.second), reference);
        }
    }

    private static void assertThatEitherTellsTheSame(Pair pair) {
        for (String subject : Scores.of(reference).keySet()) {
            String explanation = "/api/v1/" + path(subject) + "/explanation?at=" + daysAgo(1);
            JsonNode expected = rows(reference, explanation);
            assertThat(rows(pair.first, explanation)).isEqualTo(expected);
            assertThat(rows(pair.second, explanation)).isEqualTo(expected);
            String own = "/api/v1/" + path(subject);
            assertThat(pair.first.get(own).json().get("id"))
                    .isEqualTo(pair.second.get(own).json().get("id"));
        }
        String incidents = "/api/v1/incidents?limit=30";
        assertThat(pair.first.get(incidents).json().size()).isEqualTo(30);
        assertThat(pair.first.get(incidents).body())
                .isEqualTo(pair.second.get(incidents).body());
        for (String path :
                List.of("/api/v1/incidents/desk:e1", "/api/v1/incidents/desk:e2", "/api/v1/incidents/desk:e3")) {
            assertThat(pair.first.get(path).status()).isEqualTo(200);
            assertThat(pair.first.get(path).body())
                    .isEqualTo(pair.second.get(path).body());
        }
        assertThat(pair.first.get("/api/v1/regions/nowhere").status()).isEqualTo(404);

        await().atMost(TAKE_OVER).untilAsserted(() -> {
            assertThat(alerts(pair.first)).isNotEmpty();
            assertThat(alerts(pair.second)).isEqualTo(alerts(pair.first));
        });
        for (JsonNode alert : alerts(pair.first)) {
            String actions = "/api/v1/alerts/" + alert.get("id").asText() + "/actions";
            Rest.Answer acted = pair.second.post(actions, Rest.JSON, "{\"action\":\"COMMENT\",\"comment\":\"seen\"}");
            assertThat(acted.status()).as(acted.body()).isEqualTo(200);
            assertThat(acted.json().toString()).contains("seen");
        }
        for (Rest either : List.of(pair.first, pair.second)) {
            assertThat(either.get("/").body())
                    .contains(Scores.of(reference).keySet().stream()
                            .map(subject -> "href=\"/api/v1/" + path(subject))
                            .toArray(String[]::new));
        }
    }

    private static JsonNode alerts(Rest api) {
        return api.get("/api/v1/alerts").json().get("alerts");
    }

    /** The incidents behind a score, but for when each was entered. */
    private static JsonNode rows(Rest api, String explanation) {
        Rest.Answer answer = api.get(explanation);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonNode rows = answer.json().get("rows");
        rows.forEach(row -> ((ObjectNode) row).remove("recordedAt"));
        return rows;
    }

    /** Between instances a request goes one way once: asked by one, an instance tells of its own and asks nobody. */
    private static void assertThatNobodyAsksOnBehalfOfAnother(Pair pair) {
        String[] asked = {"X-Asked-By-Instance", "true"};
        int regions = 0;
        for (Rest either : List.of(pair.first, pair.second)) {
            regions += either.getWith("/api/v1/regions", asked).json().size();
        }
        assertThat(regions).isEqualTo(reference.get("/api/v1/regions").json().size());
        String elsewhere = path(Scores.exported(pair.second).iterator().next());
        assertThat(pair.first.get("/api/v1/" + elsewhere).status()).isEqualTo(200);
        assertThat(pair.first.getWith("/api/v1/" + elsewhere, asked).status()).isEqualTo(503);
    }

    /** {@code regions/ID} of {@code region/ID}, and so on. */
    private static String path(String subject) {
        return subject.replaceFirst("/", "s/");
    }

    @Test
    void shouldReplayTheSameOnAClusterOutside(@TempDir Path own) throws IOException {
        try (KafkaContainer broker = Containers.kafka()) {
            replay(own, "embedded", List.of());
            // That it makes no difference how many partitions there are is ReplayIT's to show.
            replay(own, "outside", List.of("--bootstrap-servers", broker.getBootstrapServers(), "--partitions", "3"));
            for (String file : List.of("scores.csv", "alerts.csv", "contributions.csv")) {
                assertThat(own.resolve("outside").resolve(file))
                        .hasSameBinaryContentAs(own.resolve("embedded").resolve(file));
            }
        }
    }

    private static void replay(Path own, String name, List<String> more) {
        List<String> command = new ArrayList<>(List.of(
                "replay",
                "--history",
                "--as-known",
                "--from",
                "2015-11-10",
                "--to",
                "2015-11-30",
                "--data-dir",
                own.resolve("data-" + name).toString(),
                "--out",
                own.resolve(name).toString()));
        command.addAll(more);
        JAR.run(command.toArray(String[]::new)).succeeded();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Once more if it is told to, which it is while the work is being shared out: an entry made twice is one. */
    private static void enter(Rest monitor, List<String> entries) {
        await().atMost(TAKE_OVER)
                .pollInterval(Duration.ofSeconds(1))
                .pollDelay(Duration.ZERO)
                .until(() -> {
                    Rest.Answer answer =
                            monitor.post("/api/v1/incidents", Rest.JSON, "[" + String.join(",", entries) + "]");
                    assertThat(answer.status()).as(answer.body()).isIn(201, 503);
                    return answer.status() == 201;
                });
    }

    /** The tasks that an instance has state of. */
    private static Set<String> tasks(Path data) {
        try (Stream<Path> entries = Files.list(data.resolve("state").resolve("mali-risk-monitor"))) {
            return entries.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches("\\d+_\\d+"))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
