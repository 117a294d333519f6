package io.riskmonitor.alert;

/** What an officer makes of an alert. */
public enum Disposition {
    RELEVANT_NO_KNOWN_IMPACT,
    RELEVANT_SOME_IMPACT,
    RELEVANT_SIGNIFICANT_IMPACT,
    DUPLICATE,
    NOT_RELEVANT
}
