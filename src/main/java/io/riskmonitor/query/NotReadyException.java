package io.riskmonitor.query;

/** Scores cannot be served at the moment: the state is being opened, restored or moved to another instance. */
public final class NotReadyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotReadyException(String message) {
        super(message);
    }

    public NotReadyException(String message, Throwable cause) {
        super(message, cause);
    }
}
