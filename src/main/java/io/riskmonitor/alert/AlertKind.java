package io.riskmonitor.alert;

import java.util.Locale;

/** What an alert is about. */
public enum AlertKind {
    /** An incident near a project. */
    PROXIMITY,
    /** An incident against Chinese nationals, a Chinese firm or a registered project, anywhere in the country. */
    TARGETED,
    /** A score that has reached a level. */
    LEVEL,
    /** The week stands far above the half-year. */
    SURGE,
    /** An incident on a line project. */
    CORRIDOR,
    /** A feed that is silent for longer than its history makes plausible. */
    STALE_FEED;

    /** As it stands in an alert's id: {@code stale-feed}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
