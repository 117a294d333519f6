package io.riskmonitor.notify;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A channel behind a circuit breaker and the rate that the other side takes. After five failures on end it is left alone for
 * half a minute, then tried with a single message. A refusal is an answer, and so no failure of the channel.
 */
final class GuardedChannel implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(GuardedChannel.class);
    private static final int FAILURES = 5;
    private static final Duration REST = Duration.ofSeconds(30);

    private final Channel channel;
    private final CircuitBreaker breaker;
    private final RateLimiter limiter;

    GuardedChannel(Channel channel, Clock clock) {
        this.channel = channel;
        this.breaker = CircuitBreaker.of(
                channel.name(),
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(FAILURES)
                        .minimumNumberOfCalls(FAILURES)
                        .failureRateThreshold(100)
                        .waitDurationInOpenState(REST)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .clock(clock)
                        .currentTimestampFunction(Clock::millis, TimeUnit.MILLISECONDS)
                        .build());
        this.limiter = RateLimiter.of(
                channel.name(),
                RateLimiterConfig.custom()
                        .limitForPeriod(channel.perMinute() == 0 ? Integer.MAX_VALUE : channel.perMinute())
                        .limitRefreshPeriod(Duration.ofMinutes(1))
                        .timeoutDuration(Duration.ZERO)
                        .build());
    }

    /** Takes the turn for one message, if there is one now; then {@link #send} or {@link #leave} has to follow. */
    boolean enter() {
        if (!breaker.tryAcquirePermission()) {
            return false;
        }
        if (limiter.acquirePermission()) {
            return true;
        }
        leave();
        return false;
    }

    /** Gives the turn back. */
    void leave() {
        breaker.releasePermission();
    }

    Attempt send(Message message, String to) {
        boolean wasDown = isDown();
        Attempt attempt = channel.send(message, to);
        if (attempt instanceof Attempt.Failed failed) {
            breaker.onError(0, TimeUnit.MILLISECONDS, new IOException(failed.detail()));
        } else {
            breaker.onSuccess(0, TimeUnit.MILLISECONDS);
        }
        if (isDown() && !wasDown) {
            log.warn(
                    "channel {} is down, and is tried again every {} s: {}",
                    name(),
                    REST.toSeconds(),
                    attempt.detail());
        } else if (wasDown && !isDown()) {
            log.info("channel {} is up again", name());
        }
        return attempt;
    }

    /** Whether the channel is left alone, or has yet to prove itself after that. */
    boolean isDown() {
        return breaker.getState() != CircuitBreaker.State.CLOSED;
    }

    String name() {
        return channel.name();
    }

    int mostAlerts() {
        return channel.mostAlerts();
    }

    @Override
    public void close() {
        channel.close();
    }
}
