package io.riskmonitor.runtime;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices when the machine's clock is set back. Kafka's clients keep deadlines on that clock: set back by three days, a consumer
 * sends its next heartbeat in three days, its group never gets out of rebalancing, and it does not even close. Only another
 * process helps. Set forward, they do what is due and go on.
 */
final class HostClock implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HostClock.class);
    /** Clients that stand still for as long as this are not noticed by anybody. */
    private static final Duration TOLERATED = Duration.ofSeconds(5);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final LongSupplier millis;
    private final LongSupplier nanos;
    private final ScheduledExecutorService pace =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "host-clock"));
    private long lastMillis;
    private long lastNanos;
    private volatile boolean wentBack;

    /**
     * Says nothing until it is started.
     *
     * @param millis the machine's clock
     * @param nanos time that is never set
     */
    HostClock(LongSupplier millis, LongSupplier nanos) {
        this.millis = millis;
        this.nanos = nanos;
        this.lastMillis = millis.getAsLong();
        this.lastNanos = nanos.getAsLong();
    }

    HostClock start() {
        ScheduledFuture<?> unused = pace.scheduleWithFixedDelay(
                this::look, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    /** Whether it has been set back by more than clients bear, at any time since this began. */
    boolean wentBack() {
        return wentBack;
    }

    synchronized void look() {
        long nowMillis = millis.getAsLong();
        long nowNanos = nanos.getAsLong();
        long passed = TimeUnit.NANOSECONDS.toMillis(nowNanos - lastNanos);
        long back = passed - (nowMillis - lastMillis);
        if (back > TOLERATED.toMillis()) {
            wentBack = true;
            log.error(
                    "the machine's clock was set back by {} s, which connections to the broker do not survive",
                    TimeUnit.MILLISECONDS.toSeconds(back));
        } else if (-back > TOLERATED.toMillis()) {
            log.warn("the machine's clock went forward by {} s at once", TimeUnit.MILLISECONDS.toSeconds(-back));
        }
        lastMillis = nowMillis;
        lastNanos = nowNanos;
    }

    @Override
    public void close() {
        pace.shutdownNow();
    }
}
