package io.riskmonitor.http;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** How much one caller may ask. */
final class RateLimits {
    /** Long enough for a page that asks for much at once, short enough to wait for. */
    private static final Duration PERIOD = Duration.ofSeconds(10);
    /** Of how many callers the count is kept; the one longest unheard of goes first. */
    private static final int MOST_CALLERS = 10_000;

    private final RateLimiterConfig config;
    private final Map<String, RateLimiter> byCaller = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RateLimiter> eldest) {
            return size() > MOST_CALLERS;
        }
    };

    RateLimits(int requestsPerSecond) {
        this.config = RateLimiterConfig.custom()
                .limitForPeriod(Math.multiplyExact(requestsPerSecond, Math.toIntExact(PERIOD.toSeconds())))
                .limitRefreshPeriod(PERIOD)
                .timeoutDuration(Duration.ZERO)
                .build();
    }

    /**
     * Counts a request.
     *
     * @param caller names who asks, so that tokens and addresses are told apart
     * @throws ProblemException 429 if it is one too many
     */
    void count(String caller) {
        RateLimiter limiter;
        synchronized (byCaller) {
            limiter = byCaller.computeIfAbsent(caller, name -> RateLimiter.of("http", config));
        }
        if (!limiter.acquirePermission()) {
            throw ProblemException.later(
                    429,
                    "Too many requests",
                    config.getLimitForPeriod() + " requests in " + PERIOD.toSeconds() + " s are answered",
                    PERIOD);
        }
    }
}
