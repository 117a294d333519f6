package io.riskmonitor.topology;

/** The state stores by name; a name is part of the deployed state, as changelog topics carry it. */
public final class StoreNames {
    /** Report id to the revision that stands. */
    public static final String REPORTS = "reports";
    /** Report id to the contributions that releases up to 0.1 have sent on for it; empty once it is handed over. */
    public static final String FORMER_ATTRIBUTIONS = "attributions";

    /** Report id to the report as it stands and the incident that it is told in. */
    public static final String MATCHED_REPORTS = "matched-reports";
    /** {@code source:time|place|id}: the reports by where and when, for those that may be their partners. */
    public static final String REPORT_CELLS = "report-cells";
    /** Incident id to the contributions sent on for it. */
    public static final String ATTRIBUTIONS = "incident-attributions";
    /** Project id to a fingerprint of the version of it that incidents are joined with. */
    public static final String JOINED_REGISTRY = "joined-projects";
    /** Which past incidents are being joined anew, and how far that has come; empty if none are. */
    public static final String REJOIN = "rejoin";
    /** Number to a tick that waits until they are. */
    public static final String WAITING_TICKS = "waiting-ticks";
    /** Project id to project: the global table. */
    public static final String PROJECTS = "projects";
    /** {@code subject|incident} to contribution. */
    public static final String CONTRIBUTIONS = "contributions";
    /** {@code owner|time|subject|incident} to what of the contribution is in the hazard, the latest first. */
    public static final String HAZARD_TERMS = "hazard-terms";
    /** Subject to its hazard's state. */
    public static final String HAZARDS = "hazards";
    /** Partition of the log to the latest tick seen of it. */
    public static final String CLOCK = "clock";
    /** Region or project to the score last published. */
    public static final String PUBLISHED_SCORES = "published-scores";

    /** Source to when it has brought something, as one partition of the log has heard of it. */
    public static final String HEARD_FEEDS = "heard-feeds";
    /** Source to when it has brought something, as all partitions of the log have. */
    public static final String FEEDS = "feeds";

    /** {@code subject|rule} to the latest alert of that condition, live or ended. */
    public static final String ALERTS = "alerts";

    /** Of a replay: moment and report id to a revision that waits for its tick. */
    public static final String HELD_REVISIONS = "held-revisions";
    /** Of a replay: moment and report id to a change that waits for its tick. */
    public static final String HELD_CHANGES = "held-changes";
    /** Of a replay: partition of the log to the latest tick seen of it by whoever matches. */
    public static final String MATCH_CLOCK = "match-clock";
    /** Of a replay: moment and {@code subject|incident} to a change that waits for its tick. */
    public static final String HELD_CONTRIBUTIONS = "held-contributions";
    /** Of a replay: partition of the log to the latest tick seen of it, ahead of {@link #CLOCK}. */
    public static final String HOLD_CLOCK = "hold-clock";

    private StoreNames() {}
}
