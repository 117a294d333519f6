package io.riskmonitor.testing.broken.risk;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.riskmonitor.testing.broken.topology.Prints;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.locationtech.jts.geom.Coordinate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A domain class with everything that the domain has not. */
public final class Impure {
    private static final Logger LOG = LoggerFactory.getLogger(Impure.class);
    private static final AtomicLong CALLS = new AtomicLong();

    @SuppressWarnings("NonFinalStaticField") // the very point
    private static int last;

    /** Logs, counts, reads the clock, rounds as the machine likes, knows JSON, geometry and the room above. */
    public double impure() {
        last++;
        Counter counter = Metrics.counter("calls");
        counter.increment((double) CALLS.incrementAndGet());
        LOG.debug("{} {} {}", Instant.now(), new ObjectMapper(), new Coordinate());
        new Prints().print(last);
        return Math.exp(last);
    }
}
