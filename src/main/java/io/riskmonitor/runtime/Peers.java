package io.riskmonitor.runtime;

import io.riskmonitor.config.Peering;
import io.riskmonitor.query.NotReadyException;
import io.riskmonitor.topology.OwnerPartitioner;
import io.riskmonitor.topology.StoreNames;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The other instances on the cluster: which one owns what, and asking it over HTTP. An instance alone owns all. */
public final class Peers {
    /** Says that an instance asks: whoever is asked so answers of what it owns itself, and asks nobody else. */
    public static final String ASKED_BY_PEER = "X-Asked-By-Instance";

    private static final Logger log = LoggerFactory.getLogger(Peers.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int UNAVAILABLE = 503;

    private final StreamsRunner streams;
    private final ToIntFunction<String> partitions;
    private final boolean alone;
    private final @Nullable Peering peering;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();

    /** What another instance has answered. */
    public record Answer(int status, String type, String body) {}

    /**
     * Makes a view of the cluster.
     *
     * @param partitions how many a store has, by its name
     * @param alone whether no other instance can be there
     * @param peering how this one is reached; null if it is not, and cannot ask others either
     */
    Peers(StreamsRunner streams, ToIntFunction<String> partitions, boolean alone, @Nullable Peering peering) {
        this.streams = streams;
        this.partitions = partitions;
        this.alone = alone;
        this.peering = peering;
    }

    /** What this instance owns of a store at this moment. */
    public Share share(String store) {
        return new Share(alone ? null : streams.localPartitions(store), partitions.applyAsInt(store));
    }

    /** A part of a store: all of it, or some partitions. */
    public static final class Share {
        private final @Nullable Set<Integer> mine;
        private final int partitions;

        private Share(@Nullable Set<Integer> mine, int partitions) {
            this.mine = mine;
            this.partitions = partitions;
        }

        /** @param key {@code region/ID} or the like for scores and alerts, a report's id for reports */
        public boolean holds(String key) {
            return mine == null || mine.contains(OwnerPartitioner.partition(key, partitions));
        }

        public boolean isAll() {
            return mine == null || mine.size() == partitions;
        }

        public boolean isNothing() {
            return mine != null && mine.isEmpty();
        }
    }

    /**
     * Asks the owner of a key.
     *
     * @param path with its query, as this instance was asked
     * @throws NotReadyException if it is not known, or does not answer
     */
    public Answer askOwner(String store, String key, String path) {
        requirePeering();
        KeyQueryMetadata owner = streams.streams()
                .queryMetadataForKey(store, key, Serdes.String().serializer());
        if (owner == null || owner.equals(KeyQueryMetadata.NOT_AVAILABLE) || isMyself(owner.activeHost())) {
            throw new NotReadyException("what was asked for is being moved between instances");
        }
        return ask(owner.activeHost(), path);
    }

    /**
     * Asks every other instance that owns a part of a store; each answers for its part.
     *
     * @throws NotReadyException if one does not answer, or does not with 200
     */
    public List<String> askOthers(String store, String path) {
        requirePeering();
        return streams.streams().streamsMetadataForStore(store).stream()
                .map(StreamsMetadata::hostInfo)
                .distinct()
                .filter(host -> !isMyself(host))
                .map(host -> ask(host, path))
                .map(Peers::successful)
                .toList();
    }

    /** Asks any other instance that owns a part of a store, for what each of them knows. */
    public Answer askAny(String store, String path) {
        requirePeering();
        return streams.streams().streamsMetadataForStore(store).stream()
                .map(StreamsMetadata::hostInfo)
                .filter(host -> !isMyself(host))
                .findFirst()
                .map(host -> ask(host, path))
                .orElseThrow(() -> new NotReadyException("no instance has it at the moment"));
    }

    private static String successful(Answer answer) {
        if (answer.status() != 200) {
            throw new NotReadyException("another instance, which owns a part of it, is not ready");
        }
        return answer.body();
    }

    private void requirePeering() {
        if (peering == null) {
            throw new NotReadyException("another instance owns it; each has to be started with --advertised-address");
        }
    }

    private boolean isMyself(HostInfo host) {
        return peering != null && peering.address().equals(host.host() + ":" + host.port());
    }

    private Answer ask(HostInfo host, String path) {
        if (host.equals(HostInfo.unavailable())) {
            throw new NotReadyException("another instance owns it, which was started without --advertised-address");
        }
        String address = host.host() + ":" + host.port();
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + address + path))
                    .timeout(ANSWER_TIMEOUT)
                    .header(ASKED_BY_PEER, "true");
            if (peering != null && peering.tokenFile() != null) {
                String token = Files.readString(peering.tokenFile(), StandardCharsets.UTF_8);
                request.header("Authorization", "Bearer " + token.strip());
            }
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (answer.statusCode() == UNAUTHORIZED || answer.statusCode() == FORBIDDEN) {
                log.warn("{} does not accept the token of --peer-token-file", address);
                throw new NotReadyException("another instance, which owns it, does not let this one read");
            }
            if (answer.statusCode() == UNAVAILABLE) {
                throw new NotReadyException("another instance, which owns it, is not ready");
            }
            return new Answer(
                    answer.statusCode(),
                    answer.headers().firstValue("Content-Type").orElse("application/json"),
                    answer.body());
        } catch (IOException e) {
            log.warn("{} does not answer: {}", address, e.toString());
            throw new NotReadyException("another instance, which owns it, does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotReadyException("interrupted while another instance was asked", e);
        }
    }

    /** Whether all scores are served by this instance itself. */
    public boolean ownsAll() {
        return share(StoreNames.PUBLISHED_SCORES).isAll();
    }
}
