package io.riskmonitor.feed;

import java.time.Instant;

/** Told what an ingest has made lasting; for counting. */
public interface IngestObserver {
    /** Told nothing. */
    IngestObserver NONE = new IngestObserver() {
        @Override
        public void revision(String source, String type) {}

        @Override
        public void deadLetter(String source, String reason) {}

        @Override
        public void finished(String source, Instant at) {}
    };

    /** A revision was appended; type is the incident's, or {@code RETRACTION}. */
    void revision(String source, String type);

    void deadLetter(String source, String reason);

    /** A reading of the source came to its end. */
    void finished(String source, Instant at);
}
