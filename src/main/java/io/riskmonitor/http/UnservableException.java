package io.riskmonitor.http;

/** HTTP cannot be served, or must not be; the message tells a person why and what to do. */
public final class UnservableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnservableException(String message, Throwable cause) {
        super(message, cause);
    }

    UnservableException(String message) {
        super(message);
    }
}
