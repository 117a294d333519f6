package io.riskmonitor.feed;

import io.riskmonitor.incident.ReportId;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.text.Problem;
import io.riskmonitor.text.Texts;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of one row of a feed. */
public sealed interface RowOutcome {
    /** Number of the row in its file, the first data row being 1. */
    long row();

    /** The report the row is about, as far as its id could be read. */
    Optional<ReportId> reportId();

    /** The row was read. */
    record Accepted(long row, Revision revision) implements RowOutcome {
        @Override
        public Optional<ReportId> reportId() {
            return Optional.of(revision.id());
        }
    }

    /**
     * The row was refused.
     *
     * @param id the report id, if it could be read
     * @param field the field at fault, by the name it has in the file, or {@code row} for the row as a whole
     * @param value the field's value as it stands in the file, shortened to 200 characters
     * @param reason a machine-readable kind, such as {@code invalid-date}
     * @param message what is wrong and what was expected, for people
     * @param raw the row as text, shortened to 4,000 characters
     */
    record Refused(
            long row, @Nullable ReportId id, String field, String value, String reason, String message, String raw)
            implements RowOutcome {
        private static final int VALUE_LIMIT = 200;
        private static final int RAW_LIMIT = 4_000;

        static Refused of(Problem problem, long row, @Nullable ReportId id, String raw) {
            return new Refused(
                    row,
                    id,
                    problem.field(),
                    Texts.shorten(problem.value(), VALUE_LIMIT),
                    problem.reason().code(),
                    problem.message(),
                    Texts.shorten(raw, RAW_LIMIT));
        }

        @Override
        public Optional<ReportId> reportId() {
            return Optional.ofNullable(id);
        }
    }

    /**
     * The row was read and tells of nothing that this monitor watches, such as a diplomatic visit in a list of all news.
     * It is no fault, so it is counted but not kept.
     *
     * @param id the report id, if the row has one
     * @param reason a machine-readable kind, such as {@code not-material-conflict}
     */
    record Ignored(long row, @Nullable ReportId id, String reason) implements RowOutcome {
        @Override
        public Optional<ReportId> reportId() {
            return Optional.ofNullable(id);
        }
    }
}
