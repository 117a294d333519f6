package io.riskmonitor.registry;

/** What a project is for. */
public enum Sector {
    EDUCATION,
    AGRICULTURE,
    INDUSTRY,
    RAIL,
    ROAD,
    CULTURE,
    SPORT,
    ENERGY,
    TELECOM,
    HEALTH,
    MINING,
    WATER,
    SECURITY,
    OTHER
}
