package io.riskmonitor.replay;

/** What is wanted of a run does not go with how it stands; the message says why. */
public final class RunRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RunRefusedException(String message) {
        super(message);
    }
}
