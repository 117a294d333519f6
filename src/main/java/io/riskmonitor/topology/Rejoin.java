package io.riskmonitor.topology;

import java.util.Set;
import java.util.TreeSet;

/**
 * Which past incidents are to be joined anew, and how far that has come. It is kept, as many take several transactions.
 *
 * @param all whether every incident is, as the model or the regions have changed
 * @param projectIds of projects that have come, changed or gone: those incidents are that they touch or touched
 * @param from key of the report to go on from; empty for the first
 */
record Rejoin(boolean all, Set<String> projectIds, String from) {
    static Rejoin of(boolean all, Set<String> projectIds) {
        return new Rejoin(all, new TreeSet<>(projectIds), "");
    }

    Rejoin goingOnFrom(String report) {
        return new Rejoin(all, projectIds, report);
    }

    boolean isNothing() {
        return !all && projectIds.isEmpty();
    }
}
