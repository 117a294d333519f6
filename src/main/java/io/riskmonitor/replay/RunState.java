package io.riskmonitor.replay;

/** How a run stands. */
public enum RunState {
    /** A process drives it, or is starting to. */
    RUNNING,
    /** A process drives it, and waits to be told to go on. */
    PAUSED,
    /** No process drives it. What it was begun with takes it up again. */
    STOPPED,
    /** It ended with a fault, which is told. What it was begun with takes it up again. */
    FAILED,
    /** Its outputs are written. */
    FINISHED;

    /** Whether a process drives it. */
    public boolean isDriven() {
        return this == RUNNING || this == PAUSED;
    }
}
