package io.riskmonitor.feed;

import io.riskmonitor.incident.IncidentType;
import io.riskmonitor.incident.Target;
import io.riskmonitor.text.Reason;
import io.riskmonitor.text.RowFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The two sides of an ACLED event and whom it was directed at.
 *
 * <p>The order of actors says nothing of who attacked (Codebook, "Actors"), except that civilians never attack. So
 * civilians on either side are the target, and in fighting state forces on either side are.
 */
final class AcledSides {
    private static final Set<Target> INFRASTRUCTURE = EnumSet.range(Target.ROAD, Target.FARM);
    private static final Pattern PEACEKEEPERS =
            Pattern.compile("\\b(MINUSMA|AFISMA|Peacekeep\\w*|Stabilization Mission)\\b", Pattern.CASE_INSENSITIVE);
    private static final int MAX_NAME = 200;

    /** Groups that ACLED notes as associated with a side, by the beginning of their names. */
    private static final Map<String, List<Target>> ASSOCIATED = Map.of(
            "Aid Workers", List.of(Target.AID_WORKERS),
            "Health Workers", List.of(Target.HEALTH),
            "Teachers", List.of(Target.SCHOOL),
            "Miners", List.of(Target.MINE_SITE),
            "Farmers", List.of(Target.FARM),
            "Government of", List.of(Target.GOVERNMENT),
            "Civilians (China)", List.of(Target.CHINESE_NATIONALS, Target.FOREIGN_WORKERS),
            "Civilians (International)", List.of(Target.FOREIGN_WORKERS));

    private final RowFields fields;

    AcledSides(RowFields fields) {
        this.fields = fields;
    }

    AcledParty first() {
        return party("inter1", 0);
    }

    AcledParty second() {
        return party("inter2", 1);
    }

    /** The named actors, at most two. */
    List<String> actors() {
        List<String> actors = new ArrayList<>();
        for (String field : List.of("actor1", "actor2")) {
            String name = fields.oneLine(field, MAX_NAME);
            if (name != null && !actors.contains(name)) {
                actors.add(name);
            }
        }
        return actors;
    }

    Set<Target> targets(IncidentType type) {
        Set<Target> targets = EnumSet.noneOf(Target.class);
        add(targets, type, first(), fields.text("actor1"), fields.text("assoc_actor_1"));
        add(targets, type, second(), fields.text("actor2"), fields.text("assoc_actor_2"));
        return targets;
    }

    /** The type with what the targets say: looting of a works' own kind, or fighting against peacekeepers. */
    static IncidentType refined(IncidentType type, Set<Target> targets) {
        if (type == IncidentType.LOOTING_OR_SABOTAGE && targets.stream().anyMatch(INFRASTRUCTURE::contains)) {
            return IncidentType.ATTACK_ON_INFRASTRUCTURE;
        }
        boolean onPeacekeepers = type == IncidentType.ARMED_CLASH && targets.contains(Target.PEACEKEEPERS);
        return onPeacekeepers ? IncidentType.ATTACK_ON_PEACEKEEPERS : type;
    }

    private static void add(
            Set<Target> targets,
            IncidentType type,
            AcledParty party,
            @Nullable String actor,
            @Nullable String associated) {
        boolean looted = type == IncidentType.LOOTING_OR_SABOTAGE;
        if (party == AcledParty.CIVILIANS) {
            targets.add(Target.CIVILIANS);
        }
        if (party == AcledParty.CIVILIANS || looted) {
            addAssociated(targets, actor);
            addAssociated(targets, associated);
        }
        boolean fought = type == IncidentType.ARMED_CLASH
                || type == IncidentType.IED_OR_MINE
                || type == IncidentType.SUICIDE_ATTACK
                || type == IncidentType.SHELLING_OR_AIR_STRIKE;
        if (fought && party == AcledParty.STATE_FORCES) {
            targets.add(Target.SECURITY_FORCES);
        }
        if (fought && actor != null && PEACEKEEPERS.matcher(actor).find()) {
            targets.add(Target.PEACEKEEPERS);
        }
    }

    private static void addAssociated(Set<Target> targets, @Nullable String names) {
        if (names != null) {
            Arrays.stream(names.split(";", -1))
                    .map(String::strip)
                    .forEach(name -> ASSOCIATED.forEach((start, meant) -> {
                        if (name.startsWith(start)) {
                            targets.addAll(meant);
                        }
                    }));
        }
    }

    /** A side's kind; a file that has only {@code interaction} joins both, as 37 or {@code Political militia-Civilians}. */
    private AcledParty party(String field, int side) {
        String text = fields.text(field);
        String read = field;
        if (text == null && !fields.has(field)) {
            read = "interaction";
            text = side(fields.text(read), side);
        }
        String shown = text == null ? "" : text;
        String name = read;
        return AcledParty.of(shown).orElseGet(() -> {
            fields.refuse(Reason.UNKNOWN_VALUE, name, fields.nameOf(name) + " is no kind of actor, 0 to 8 or in words");
            return AcledParty.NONE;
        });
    }

    private static @Nullable String side(@Nullable String interaction, int side) {
        if (interaction == null) {
            return null;
        }
        if (interaction.matches("\\d{2}")) {
            return interaction.substring(side, side + 1);
        }
        String[] words = interaction.split("-", 2);
        return side < words.length ? words[side].replaceFirst("(?i) only$", "") : null;
    }
}
