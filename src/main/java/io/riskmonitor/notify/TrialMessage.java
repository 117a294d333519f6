package io.riskmonitor.notify;

import java.time.Clock;
import java.time.Instant;

/** One message that says it is a test, sent through a channel once: nothing is recorded, and nothing tried again. */
public final class TrialMessage {
    private TrialMessage() {}

    /** @param to the address within the channel; empty where it has one receiver */
    public static Attempt send(ChannelSpec spec, String to, Language language, Clock clock) {
        Instant now = clock.instant();
        String key = MessageKeys.hash("test", spec.name(), to, now.toString());
        try (Channel channel = spec.open(clock)) {
            return channel.send(new Composer(null).test(spec.name(), now, language, key), to);
        }
    }
}
