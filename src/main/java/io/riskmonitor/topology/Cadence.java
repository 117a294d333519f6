package io.riskmonitor.topology;

/** When that which has been learnt is taken in. All that is done with it is the same. */
public enum Cadence {
    /** At once: a score follows its report. */
    LIVE,
    /**
     * At the first tick that is not before it, in an order that depends on the log alone: two runs over the same log give
     * the same answers byte for byte, however many partitions and threads there are.
     */
    BY_TICK
}
