package io.riskmonitor.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** How many streams each caller has, by token or address: there is a limit for each, and for all. */
final class StreamPlaces {
    static final int MOST_OF_A_CALLER = 10;
    static final int MOST = 1_500;
    private static final Duration RETRY = Duration.ofSeconds(30);

    private final Map<String, Integer> taken = new HashMap<>();
    private int all;

    /** @throws ProblemException if there is none left */
    synchronized void take(String caller) {
        int own = taken.getOrDefault(caller, 0);
        if (own >= MOST_OF_A_CALLER) {
            throw ProblemException.later(
                    429, "Too many streams", "one caller has " + MOST_OF_A_CALLER + " streams at most", RETRY);
        }
        if (all >= MOST) {
            throw ProblemException.later(503, "Too many streams", "all " + MOST + " streams are taken", RETRY);
        }
        taken.put(caller, own + 1);
        all++;
    }

    synchronized void giveBack(String caller) {
        taken.computeIfPresent(caller, (key, own) -> own == 1 ? null : own - 1);
        all--;
    }
}
