package io.riskmonitor.cli;

import io.riskmonitor.config.HttpConfig;
import io.riskmonitor.config.MonitorConfig;
import io.riskmonitor.config.SubscriptionsFile;
import io.riskmonitor.config.World;
import io.riskmonitor.feed.IngestObserver;
import io.riskmonitor.http.HttpApi;
import io.riskmonitor.metrics.Exporter;
import io.riskmonitor.notify.Subscriptions;
import io.riskmonitor.query.RiskQueries;
import io.riskmonitor.runtime.FrugalHeap;
import io.riskmonitor.runtime.Monitor;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A monitor with its HTTP surface and its metrics, until it is told to stop. */
final class Serving implements AutoCloseable {
    private static final int TOKEN_BITS = 256;

    private final Monitor monitor;
    private final Exporter exporter;
    private final HttpApi http;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private boolean closed;

    private Serving(Monitor monitor, Exporter exporter, HttpApi http) {
        this.monitor = monitor;
        this.exporter = exporter;
        this.http = http;
    }

    /** Starts all; if any part fails, none is left running. */
    static Serving start(MonitorConfig config, HttpConfig httpConfig, Function<RiskQueries, Clock> time) {
        return start(config, httpConfig, time, null);
    }

    /** @param subscriptions who is told of alerts; null for nobody */
    static Serving start(
            MonitorConfig config,
            HttpConfig httpConfig,
            Function<RiskQueries, Clock> time,
            @Nullable Path subscriptions) {
        FrugalHeap.apply();
        World world = World.load(config);
        // Read before anything is started: a mistake in it is told at once.
        Subscriptions told = subscriptions == null ? null : SubscriptionsFile.read(subscriptions, world);
        Monitor monitor = Monitor.start(config, world, Clock.systemUTC(), time);
        try {
            if (told != null) {
                monitor.deliver(told, httpConfig.publicAddress());
            }
            Exporter exporter = new Exporter(monitor);
            String token = new BigInteger(TOKEN_BITS, new SecureRandom()).toString(Character.MAX_RADIX);
            HttpApi http = new HttpApi(monitor, httpConfig, exporter::scrape, exporter.feeds(), token);
            monitor.announce(Map.of(RemoteMonitor.HTTP_ADDRESS, http.address(), RemoteMonitor.TOKEN, token));
            Serving serving = new Serving(monitor, exporter, http);
            Runtime.getRuntime().addShutdownHook(new Thread(serving::close, "shutdown"));
            return serving;
        } catch (RuntimeException e) {
            monitor.close();
            throw e;
        }
    }

    Monitor monitor() {
        return monitor;
    }

    IngestObserver feeds() {
        return exporter.feeds();
    }

    String address() {
        return http.address();
    }

    /** Returns when the process is told to stop, or the monitor cannot go on. */
    void awaitStop() throws InterruptedException {
        while (!isStopped()) {
            if (stopped.await(1, TimeUnit.SECONDS)) {
                return;
            }
        }
    }

    boolean isStopped() {
        return stopped.getCount() == 0 || monitor.hasFailed() || monitor.clockWentBack();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            stopped.countDown();
            http.close();
            exporter.close();
            monitor.close();
        }
    }
}
