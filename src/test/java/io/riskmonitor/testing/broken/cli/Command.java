package io.riskmonitor.testing.broken.cli;

/** What nobody but Main may know. */
public final class Command {
    public int code() {
        return 1;
    }
}
