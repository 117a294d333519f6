package io.riskmonitor.flink;

import org.jspecify.annotations.Nullable;

/** That a share takes another's place; null for none. */
public final class Change {
    public String owner = "";
    public String subject = "";
    public long at;
    public @Nullable Share before;
    public @Nullable Share now;
}
