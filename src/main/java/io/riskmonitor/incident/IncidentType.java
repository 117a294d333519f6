package io.riskmonitor.incident;

/** What kind of thing happened; severity starts from it. */
public enum IncidentType {
    ARMED_CLASH,
    ATTACK_ON_CIVILIANS,
    ATTACK_ON_INFRASTRUCTURE,
    ATTACK_ON_PEACEKEEPERS,
    ABDUCTION,
    IED_OR_MINE,
    SUICIDE_ATTACK,
    SHELLING_OR_AIR_STRIKE,
    LOOTING_OR_SABOTAGE,
    BLOCKADE,
    PROTEST,
    RIOT,
    POLITICAL_CRISIS,
    THREAT,
    CRIME,
    OTHER
}
