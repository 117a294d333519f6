package io.riskmonitor.alert;

import java.time.Instant;
import java.util.List;

/** The needed sources that somebody answers for, as they stand at a moment. */
public record FeedCheck(Instant at, List<FeedState> states) {
    public FeedCheck {
        states = states.stream().filter(FeedState::needed).toList();
    }
}
