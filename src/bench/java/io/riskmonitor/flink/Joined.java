package io.riskmonitor.flink;

/** A revision after the join: what its report now adds to whom; nothing once it is retracted. */
public final class Joined {
    public String report = "";
    public long recordedAt;
    public Share[] shares = {};
}
