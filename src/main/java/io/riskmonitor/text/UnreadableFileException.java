package io.riskmonitor.text;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file of which nothing more can be read; the message names the file, the place and the reason. */
public final class UnreadableFileException extends IOException {
    private static final long serialVersionUID = 1L;

    public UnreadableFileException(String message) {
        super(message);
    }

    public UnreadableFileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
