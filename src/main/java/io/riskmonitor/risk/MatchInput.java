package io.riskmonitor.risk;

/** What is told to whoever matches reports across sources: what they say now, and time, through ticks. */
public sealed interface MatchInput permits ReportChange, Tick {}
