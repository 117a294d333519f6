package io.riskmonitor.query;

/** Nothing by that name is watched; the message lists what is near it. */
public final class UnknownSubjectException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnknownSubjectException(String message) {
        super(message);
    }
}
