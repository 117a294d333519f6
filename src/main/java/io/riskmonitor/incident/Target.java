package io.riskmonitor.incident;

/** Who or what an incident was directed at; infrastructure by kind. */
public enum Target {
    CHINESE_NATIONALS,
    FOREIGN_WORKERS,
    AID_WORKERS,
    PEACEKEEPERS,
    SECURITY_FORCES,
    GOVERNMENT,
    CIVILIANS,
    ROAD,
    BRIDGE,
    RAIL,
    POWER,
    WATER,
    TELECOM,
    SCHOOL,
    HEALTH,
    FUEL,
    MINE_SITE,
    FACTORY,
    FARM
}
