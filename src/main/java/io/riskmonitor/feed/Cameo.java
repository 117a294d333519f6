package io.riskmonitor.feed;

import io.riskmonitor.incident.IncidentType;
import io.riskmonitor.incident.Target;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * CAMEO's codes of material conflict (CAMEO Codebook 1.1b3, 2012, roots 15 to 20), and the type of incident that each is.
 *
 * <p>Roots 18 (assault), 19 (fight) and 20 (mass violence) are violence throughout. Of root 17 (coerce) only damage to
 * property and violent repression are; the rest is the daily work of courts and police, the greater part of all rows.
 * Roots 15 (show of force) and 16 (reduced relations) are what governments announce: nothing has happened to anyone yet.
 * Codes without a type are not of interest.
 */
enum Cameo {
    SHOW_OF_FORCE("15", "Exhibit force posture"),
    REDUCE_RELATIONS("16", "Reduce relations"),
    COERCE("170", "Coerce"),
    SEIZE_OR_DAMAGE("171", "Seize or damage property", IncidentType.LOOTING_OR_SABOTAGE),
    CONFISCATE("1711", "Confiscate property"),
    DESTROY("1712", "Destroy property", IncidentType.LOOTING_OR_SABOTAGE),
    SANCTION("172", "Impose administrative sanctions"),
    ARREST("173", "Arrest, detain, or charge with legal action"),
    EXPEL("174", "Expel or deport individuals"),
    REPRESS("175", "Use tactics of violent repression", IncidentType.ATTACK_ON_CIVILIANS),
    ATTACK_CYBERNETICALLY("176", "Attack cybernetically"),
    UNCONVENTIONAL("180", "Use unconventional violence", IncidentType.ATTACK_ON_CIVILIANS),
    ABDUCT("181", "Abduct, hijack, or take hostage", IncidentType.ABDUCTION),
    ASSAULT("182", "Physically assault", IncidentType.ATTACK_ON_CIVILIANS),
    BOMB("183", "Conduct suicide, car, or other non-military bombing", IncidentType.IED_OR_MINE),
    SUICIDE_BOMB("1831", "Carry out suicide bombing", IncidentType.SUICIDE_ATTACK),
    CAR_BOMB("1832", "Carry out vehicular bombing", IncidentType.IED_OR_MINE),
    ROADSIDE_BOMB("1833", "Carry out roadside bombing", IncidentType.IED_OR_MINE),
    LOCATION_BOMB("1834", "Carry out location bombing", IncidentType.IED_OR_MINE),
    HUMAN_SHIELD("184", "Use as human shield", IncidentType.ATTACK_ON_CIVILIANS),
    ATTEMPT_TO_ASSASSINATE("185", "Attempt to assassinate", IncidentType.ATTACK_ON_CIVILIANS),
    ASSASSINATE("186", "Assassinate", IncidentType.ATTACK_ON_CIVILIANS),
    USE_FORCE("190", "Use conventional military force", IncidentType.ARMED_CLASH),
    BLOCKADE("191", "Impose blockade, restrict movement", IncidentType.BLOCKADE),
    OCCUPY("192", "Occupy territory", IncidentType.ARMED_CLASH),
    SMALL_ARMS("193", "Fight with small arms and light weapons", IncidentType.ARMED_CLASH),
    ARTILLERY("194", "Fight with artillery and tanks", IncidentType.SHELLING_OR_AIR_STRIKE),
    AERIAL("195", "Employ aerial weapons", IncidentType.SHELLING_OR_AIR_STRIKE),
    VIOLATE_CEASEFIRE("196", "Violate ceasefire", IncidentType.ARMED_CLASH),
    MASS_VIOLENCE("20", "Use unconventional mass violence", IncidentType.ATTACK_ON_CIVILIANS);

    private final String code;
    private final String words;
    private final @Nullable IncidentType type;

    Cameo(String code, String words) {
        this(code, words, null);
    }

    Cameo(String code, String words, @Nullable IncidentType type) {
        this.code = code;
        this.words = words;
        this.type = type;
    }

    String code() {
        return code;
    }

    /** CAMEO's own words for it. */
    String words() {
        return words;
    }

    /** The type of incident, or null if it is not of interest. */
    @Nullable
    IncidentType type() {
        return type;
    }

    /** The longest code that the given one is or refines: 1821 is a kind of 182. Empty for a code that is none. */
    static Optional<Cameo> of(String text) {
        return text.matches("\\d{2,4}")
                ? Arrays.stream(values())
                        .filter(one -> text.startsWith(one.code))
                        .max((a, b) -> Integer.compare(a.code.length(), b.code.length()))
                : Optional.empty();
    }

    /** Whom CAMEO's code for an actor's role means, where it is somebody that projects share. */
    static Optional<Target> target(String role) {
        return switch (role) {
            case "MIL", "COP", "SPY" -> Optional.of(Target.SECURITY_FORCES);
            case "GOV", "LEG", "JUD" -> Optional.of(Target.GOVERNMENT);
            case "CVL", "REF" -> Optional.of(Target.CIVILIANS);
            case "NGO" -> Optional.of(Target.AID_WORKERS);
            case "HLH" -> Optional.of(Target.HEALTH);
            case "EDU" -> Optional.of(Target.SCHOOL);
            default -> Optional.empty();
        };
    }
}
