package io.riskmonitor.replay;

/** Somebody has ordered the process to let go of a run. */
public final class RunStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RunStoppedException(String id) {
        super("run " + id + " was stopped; what it was begun with takes it up again");
    }
}
