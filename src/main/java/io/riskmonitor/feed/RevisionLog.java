package io.riskmonitor.feed;

import io.riskmonitor.incident.Revision;
import io.riskmonitor.topic.DeadLetter;
import io.riskmonitor.topic.FeedCursor;

/** Where an ingest writes: revisions, dead letters and its position, all in one transaction. */
public interface RevisionLog extends AutoCloseable {
    void begin();

    void append(Revision revision);

    void refuse(DeadLetter letter);

    void position(FeedCursor cursor);

    /** Makes everything since {@link #begin} visible at once. */
    void commit();

    /** Returns once the topology has taken in everything committed so far. */
    void awaitTaken();

    /** Returns once it has taken in all but what the last {@link #commit} brought. */
    void awaitFormerTaken();

    /** Drops everything since {@link #begin}. */
    void abort();

    @Override
    void close();
}
