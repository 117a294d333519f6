package io.riskmonitor.config;

/** A file that the monitor is configured by cannot be used; the message names the file, the field and the reason. */
public final class InvalidFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidFileException(String message) {
        super(message);
    }

    public InvalidFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
