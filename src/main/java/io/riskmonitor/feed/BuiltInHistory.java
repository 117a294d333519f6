package io.riskmonitor.feed;

import java.io.InputStream;
import java.util.Objects;

/** The history of Mali 2012-2020 that is packed into the jar, as rows of the desk's. */
public final class BuiltInHistory {
    public static final String NAME = "built-in history";

    private static final String RESOURCE = "/io/riskmonitor/history/mali-2012-2020.csv";

    private BuiltInHistory() {}

    public static ReportAdapter adapter() {
        return new DeskAdapter("history");
    }

    public static InputStream open() {
        return Objects.requireNonNull(BuiltInHistory.class.getResourceAsStream(RESOURCE), RESOURCE);
    }
}
