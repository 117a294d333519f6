package io.riskmonitor.feed;

import io.riskmonitor.incident.IncidentType;
import java.util.Arrays;
import java.util.List;

/** What KIKA's words for the weapon say of the type of an incident in which nobody was kidnapped. */
enum KikaWeapon {
    EXPLOSIVE_ON_THE_ROAD(IncidentType.IED_OR_MINE, "ied", "mine", "uxo", "unspecified explosive", "grenade"),
    FROM_AFAR(
            IncidentType.SHELLING_OR_AIR_STRIKE,
            "aerial bomb",
            "shelling",
            "missile",
            "rocket",
            "artillery",
            "mortar",
            "rpg");

    private final IncidentType type;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<String> words;

    KikaWeapon(IncidentType type, String... words) {
        this.type = type;
        this.words = List.of(words);
    }

    /**
     * The type of an attack on aid workers.
     *
     * @param weapon the words, in lower case; several weapons are separated by commas, and the heaviest counts
     * @param criminal whether the perpetrator is called a criminal, which makes a robbery of an attack with small arms
     */
    static IncidentType typeOf(String weapon, boolean criminal) {
        return Arrays.stream(values())
                .filter(kind -> kind.words.stream().anyMatch(weapon::contains))
                .map(kind -> kind.type)
                .findFirst()
                .orElse(criminal ? IncidentType.CRIME : IncidentType.ATTACK_ON_CIVILIANS);
    }
}
