package io.riskmonitor.runtime;

import io.riskmonitor.access.AccessToken;
import io.riskmonitor.access.Change;
import io.riskmonitor.access.ChangeKind;
import io.riskmonitor.access.Role;
import io.riskmonitor.access.TokenSecret;
import io.riskmonitor.access.Tokens;
import io.riskmonitor.topic.MonitorTopics;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** The tokens of the HTTP API, shared by all instances on a cluster: read, created and revoked. */
public final class TokenStore implements AutoCloseable {
    /** One for all instances: whoever takes it fences all others, so that changes come one after the other. */
    private static final String WRITER = "mali-risk-access";

    private final Map<String, Object> clientProperties;
    private final MonitorTopics topics;
    private final Clock wallClock;
    private final TokenFeed feed;
    private final SecureRandom random = new SecureRandom();

    /**
     * A token just made.
     *
     * @param secret what its holder has to show; told here and never again
     */
    public record Created(AccessToken token, TokenSecret secret) {}

    /** A wish that the tokens as they stand do not allow. */
    public static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    /** Returns when all tokens that were there are known. */
    TokenStore(
            Map<String, Object> clientProperties, MonitorTopics topics, Clock wallClock, UnreadableRecords unreadable) {
        this.clientProperties = clientProperties;
        this.topics = topics;
        this.wallClock = wallClock;
        this.feed = new TokenFeed(clientProperties, topics.accessTokens(), unreadable);
    }

    /**
     * The tokens as they stand.
     *
     * @throws io.riskmonitor.query.NotReadyException if they can no longer be followed: then nobody is to be trusted
     */
    public Tokens current() {
        return feed.current();
    }

    public Clock clock() {
        return wallClock;
    }

    /**
     * Makes a token; when this returns, this instance accepts it.
     *
     * @param expiresAt when it ceases to be accepted; null for never
     * @throws RefusedException if there is or was one of that name
     * @throws IllegalArgumentException if the name is none or the time is past
     */
    public Created create(String name, Role role, @Nullable Instant expiresAt, String who, Change.Surface via) {
        TokenSecret secret = TokenSecret.random(random);
        AccessToken token = new AccessToken(name, role, secret.sha256(), now(), who, expiresAt, null, null);
        commit(
                name,
                standing -> {
                    if (standing != null) {
                        throw new RefusedException("there is" + (standing.revokedAt() == null ? "" : " (revoked)")
                                + " a token '" + name + "'; a name is given once, choose another");
                    }
                    return token;
                },
                new Change(who, via, ChangeKind.TOKEN_CREATED, "role " + role));
        return new Created(token, secret);
    }

    /**
     * Ends a token; when this returns, this instance no longer accepts it, and the others do as soon as they have polled.
     *
     * @throws RefusedException if there is none of that name, or it is revoked already
     */
    public AccessToken revoke(String name, String who, Change.Surface via) {
        return commit(
                name,
                standing -> {
                    if (standing == null) {
                        throw new RefusedException("there is no token '" + name + "'");
                    }
                    if (standing.revokedAt() != null) {
                        throw new RefusedException("token '" + name + "' is revoked already");
                    }
                    return standing.revoked(now(), who);
                },
                new Change(who, via, ChangeKind.TOKEN_REVOKED, ""));
    }

    /** Once the fence is taken nobody else commits, so what is read after it is what the change is made to. */
    private synchronized AccessToken commit(String name, UnaryOperator<@Nullable AccessToken> change, Change record) {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, WRITER);
        AccessToken changed;
        Future<RecordMetadata> written;
        try (Producer<String, byte[]> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            feed.catchUp();
            changed = change.apply(current().named(name).orElse(null));
            if (changed == null) {
                throw new IllegalStateException("a token is changed, never removed");
            }
            producer.beginTransaction();
            byte[] value = topics.accessTokens()
                    .values()
                    .serializer()
                    .serialize(topics.accessTokens().name(), changed);
            written = producer.send(new ProducerRecord<>(topics.accessTokens().name(), name, value));
            AuditTrail.append(producer, topics, record.made(now(), List.of(name), 1));
            producer.commitTransaction();
        } catch (ProducerFencedException e) {
            throw new KafkaException("another instance changed the tokens at the same moment; nothing was done", e);
        }
        feed.awaitPast(written);
        return changed;
    }

    private Instant now() {
        return wallClock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public void close() {
        feed.close();
    }
}
