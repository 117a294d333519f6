package io.riskmonitor.notify;

import io.riskmonitor.risk.Level;

/**
 * How many single messages somebody will put up with: a cap that holds whatever happens.
 *
 * @param perWeek single messages in any seven days, at the most
 * @param reserve how many of them are kept for {@code reserveLevel} and above: when the others are used up, only these
 *     still come singly
 */
public record Budget(int perWeek, int reserve, Level reserveLevel) {
    public Budget {
        if (perWeek < 1 || reserve < 0 || reserve > perWeek) {
            throw new IllegalArgumentException("reserve " + reserve + " is not within 0.." + perWeek + " (perWeek)");
        }
    }

    boolean allows(Level level, int sentInTheLastWeek) {
        int most = level.compareTo(reserveLevel) >= 0 ? perWeek : perWeek - reserve;
        return sentInTheLastWeek < most;
    }
}
