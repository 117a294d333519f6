package io.riskmonitor.risk;

/** What moves a hazard: incidents, through their contributions, and time, through ticks. */
public sealed interface HazardInput permits Contribution, Tick {}
