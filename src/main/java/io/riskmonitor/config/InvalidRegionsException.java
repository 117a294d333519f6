package io.riskmonitor.config;

import java.io.IOException;

/** A file of regions that cannot be used; the message names the file, the feature, the property and the reason. */
public final class InvalidRegionsException extends IOException {
    private static final long serialVersionUID = 1L;

    InvalidRegionsException(String message) {
        super(message);
    }

    InvalidRegionsException(String message, Throwable cause) {
        super(message, cause);
    }
}
