package io.riskmonitor.risk;

/**
 * What moves a hazard: incidents, through their contributions, and time, through ticks; and what says how far a hazard can
 * be relied on, the pulse of its sources.
 */
public sealed interface HazardInput permits Contribution, FeedPulse, Tick {}
