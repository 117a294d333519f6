package io.riskmonitor.runtime;

import java.time.Duration;

/** One of those that are compared. */
interface Side {
    String name();

    /**
     * Works through a log.
     *
     * @param prefix what the names of all that it makes on the cluster begin with; removed afterwards
     */
    Lap run(BenchCluster.Log log, String prefix) throws Exception;

    /**
     * What was done.
     *
     * @param took from running to the last result committed
     */
    record Lap(long revisions, Duration took) {
        static Lap since(long begun, long revisions) {
            return new Lap(revisions, Duration.ofNanos(System.nanoTime() - begun));
        }

        double perSecond() {
            return revisions * 1e9 / took.toNanos();
        }
    }
}
