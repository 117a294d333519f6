package io.riskmonitor.testing;

import io.riskmonitor.topic.MonitorTopics;
import io.riskmonitor.topic.Topics;

/** The topics as declared, with their real serdes. */
public final class TestTopics {
    private TestTopics() {}

    public static MonitorTopics streamTopics() {
        return Topics.load().typed();
    }
}
