package io.riskmonitor.notify;

import java.time.Duration;

/** Is told how deliveries fare, on the thread that makes them. */
public interface DeliveryListener {
    /** Nobody listens. */
    DeliveryListener NONE = new DeliveryListener() {
        @Override
        public void attempted(String channel, Outcome outcome) {}

        @Override
        public void told(Duration sinceRevision) {}

        @Override
        public void budget(String recipient, int used, int perWeek) {}
    };

    /** What came of an attempt. */
    enum Outcome {
        SENT,
        FAILED,
        REFUSED
    }

    void attempted(String channel, Outcome outcome);

    /**
     * A channel has taken a message of its own on one alert.
     *
     * @param sinceRevision how long ago the alert's revision was written into the log
     */
    void told(Duration sinceRevision);

    /**
     * How much of a recipient's budget is used at the moment.
     *
     * @param used messages of their own planned in the last seven days, on all routes
     */
    void budget(String recipient, int used, int perWeek);
}
