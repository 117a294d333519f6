package io.riskmonitor.notify;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of one attempt to send. */
public sealed interface Attempt {
    /** What the other side said, or why it could not be asked; never holds a secret. */
    String detail();

    /** The other side has taken the message. */
    record Taken(String detail) implements Attempt {}

    /**
     * It may go better later.
     *
     * @param notBefore how long the other side asks to be left alone; null if it does not say
     */
    record Failed(String detail, @Nullable Duration notBefore) implements Attempt {
        Failed(String detail) {
            this(detail, null);
        }
    }

    /** The same message will be refused for ever: a wrong address, key or form. Somebody has to look into it. */
    record Refused(String detail) implements Attempt {}
}
