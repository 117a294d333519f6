package io.riskmonitor.incident;

/**
 * A report's identity: the source and the source's own id, written {@code source:sourceId}.
 *
 * @param source lower-case name of the source, such as {@code ucdp}; without a colon
 * @param sourceId the source's own id of the row; never blank
 */
public record ReportId(String source, String sourceId) implements Comparable<ReportId> {
    public ReportId {
        if (source.isBlank() || source.indexOf(':') >= 0) {
            throw new IllegalArgumentException("source '" + source + "' is blank or has a colon");
        }
        if (sourceId.isBlank()) {
            throw new IllegalArgumentException("source id is blank");
        }
    }

    /** @throws IllegalArgumentException if the text is not {@code source:sourceId} */
    public static ReportId parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("report id '" + text + "' is not source:sourceId");
        }
        return new ReportId(text.substring(0, colon), text.substring(colon + 1));
    }

    @Override
    public int compareTo(ReportId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return source + ":" + sourceId;
    }
}
