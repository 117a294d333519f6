package io.riskmonitor.feed;

import io.riskmonitor.incident.IncidentType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * ACLED's event and sub-event types (ACLED Codebook, 2023 edition, "Event types and sub-event types") and what they are
 * here. The types of before 2019, which come without a sub-event type, stand at the end.
 *
 * <p>An event's own words decide. What ACLED adds one day is refused until it stands here: a guess would give it some
 * severity for ever.
 */
enum AcledEvent {
    ARMED_CLASH("Battles", "Armed clash", IncidentType.ARMED_CLASH),
    GOVERNMENT_REGAINS("Battles", "Government regains territory", IncidentType.ARMED_CLASH),
    NON_STATE_OVERTAKES("Battles", "Non-state actor overtakes territory", IncidentType.ARMED_CLASH),
    BATTLE("Battles", null, IncidentType.ARMED_CLASH),

    CHEMICAL_WEAPON("Explosions/Remote violence", "Chemical weapon", IncidentType.SHELLING_OR_AIR_STRIKE),
    AIR_STRIKE("Explosions/Remote violence", "Air/drone strike", IncidentType.SHELLING_OR_AIR_STRIKE),
    SUICIDE_BOMB("Explosions/Remote violence", "Suicide bomb", IncidentType.SUICIDE_ATTACK),
    SHELLING("Explosions/Remote violence", "Shelling/artillery/missile attack", IncidentType.SHELLING_OR_AIR_STRIKE),
    IED("Explosions/Remote violence", "Remote explosive/landmine/IED", IncidentType.IED_OR_MINE),
    GRENADE("Explosions/Remote violence", "Grenade", IncidentType.IED_OR_MINE),
    /** Without its sub-event it may be any of them; a mine harms whoever comes, so it is not taken for less. */
    EXPLOSION("Explosions/Remote violence", null, IncidentType.IED_OR_MINE),

    SEXUAL_VIOLENCE("Violence against civilians", "Sexual violence", IncidentType.ATTACK_ON_CIVILIANS),
    ATTACK("Violence against civilians", "Attack", IncidentType.ATTACK_ON_CIVILIANS),
    ABDUCTION("Violence against civilians", "Abduction/forced disappearance", IncidentType.ABDUCTION),
    AGAINST_CIVILIANS("Violence against civilians", null, IncidentType.ATTACK_ON_CIVILIANS),

    PEACEFUL_PROTEST("Protests", "Peaceful protest", IncidentType.PROTEST),
    PROTEST_WITH_INTERVENTION("Protests", "Protest with intervention", IncidentType.PROTEST),
    /** Lethal or injuring force against the unarmed: ACLED counts it as political violence, too. */
    EXCESSIVE_FORCE("Protests", "Excessive force against protesters", IncidentType.ATTACK_ON_CIVILIANS),
    PROTEST("Protests", null, IncidentType.PROTEST),

    VIOLENT_DEMONSTRATION("Riots", "Violent demonstration", IncidentType.RIOT),
    MOB_VIOLENCE("Riots", "Mob violence", IncidentType.RIOT),
    RIOT("Riots", null, IncidentType.RIOT),

    /** No peace lowers a hazard that its own incidents no longer feed; an agreement by itself is none. */
    AGREEMENT("Strategic developments", "Agreement", IncidentType.OTHER),
    ARRESTS("Strategic developments", "Arrests", IncidentType.OTHER),
    CHANGE_TO_GROUP("Strategic developments", "Change to group/activity", IncidentType.OTHER),
    /** A bomb found is one that was laid. */
    DISRUPTED_WEAPONS("Strategic developments", "Disrupted weapons use", IncidentType.THREAT),
    HEADQUARTERS("Strategic developments", "Headquarters or base established", IncidentType.THREAT),
    /** Burnt machinery, robbed camps; with infrastructure for its target it becomes an attack on infrastructure. */
    LOOTING("Strategic developments", "Looting/property destruction", IncidentType.LOOTING_OR_SABOTAGE),
    TRANSFER_OF_TERRITORY("Strategic developments", "Non-violent transfer of territory", IncidentType.THREAT),
    OTHER("Strategic developments", "Other", IncidentType.OTHER),
    DEVELOPMENT("Strategic developments", null, IncidentType.OTHER),

    OLD_BATTLE("Battle-No change of territory", null, IncidentType.ARMED_CLASH),
    OLD_GOVERNMENT_REGAINS("Battle-Government regains territory", null, IncidentType.ARMED_CLASH),
    OLD_NON_STATE_OVERTAKES("Battle-Non-state actor overtakes territory", null, IncidentType.ARMED_CLASH),
    OLD_REMOTE_VIOLENCE("Remote violence", null, IncidentType.IED_OR_MINE),
    OLD_HEADQUARTERS("Headquarters or base established", null, IncidentType.THREAT),
    OLD_TRANSFER("Non-violent transfer of territory", null, IncidentType.THREAT),
    OLD_DEVELOPMENT("Strategic development", null, IncidentType.OTHER),
    /** One type for both; who acted tells which, see {@link #ofOldDemonstration}. */
    OLD_DEMONSTRATION("Riots/Protests", null, IncidentType.PROTEST);

    private final String eventType;
    private final @Nullable String subEventType;
    private final IncidentType type;

    AcledEvent(String eventType, @Nullable String subEventType, IncidentType type) {
        this.eventType = eventType;
        this.subEventType = subEventType;
        this.type = type;
    }

    IncidentType type() {
        return type;
    }

    /** ACLED's own words. */
    String words() {
        return subEventType == null ? eventType : eventType + ": " + subEventType;
    }

    /** The event of that type and sub-event type; the latter is null where a layout has none. */
    static Optional<AcledEvent> of(String eventType, @Nullable String subEventType) {
        String event = plain(eventType);
        String sub = subEventType == null ? "" : plain(subEventType);
        return Arrays.stream(values())
                .filter(one -> plain(one.eventType).equals(event))
                .filter(one -> (one.subEventType == null ? "" : plain(one.subEventType)).equals(sub))
                .findFirst();
    }

    /** What the old "Riots/Protests" is, by who acted: rioters or protesters; empty if it was neither. */
    static Optional<IncidentType> ofOldDemonstration(AcledParty first, AcledParty second) {
        if (first == AcledParty.RIOTERS || second == AcledParty.RIOTERS) {
            return Optional.of(IncidentType.RIOT);
        }
        return first == AcledParty.PROTESTERS || second == AcledParty.PROTESTERS
                ? Optional.of(IncidentType.PROTEST)
                : Optional.empty();
    }

    /** Files differ in case, in spaces around hyphens and slashes, and in how they spell protesters. */
    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replaceAll("\\s*([-/])\\s*", "$1")
                .replaceAll("\\s+", " ")
                .replace("protestors", "protesters")
                .strip();
    }
}
