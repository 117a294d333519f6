package io.riskmonitor.testing.broken.notify;

/** Tells somebody something. */
public final class Teller {}
