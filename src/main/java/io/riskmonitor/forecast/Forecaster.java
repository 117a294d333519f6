package io.riskmonitor.forecast;

import java.time.Instant;

/** Anything that says, of every subject, how likely an event is. */
public interface Forecaster {
    /** The name it goes by in reports. */
    String name();

    /**
     * P(at least one event within the horizon) of every subject, in their order.
     *
     * @param past nothing in it is later than the origin; origins come in rising order
     * @param horizonDays days that are looked ahead
     */
    double[] forecast(EventHistory past, Instant origin, int horizonDays);
}
