package io.riskmonitor.alert;

import java.time.Instant;

/**
 * A feed that has gone quiet.
 *
 * @param feed the source
 * @param lastHeard when its last revision was recorded
 * @param plausibleHours the longest silence that its own history makes plausible
 * @param gaps how many intervals that history has
 */
public record FeedSilence(String feed, Instant lastHeard, double plausibleHours, int gaps) {}
