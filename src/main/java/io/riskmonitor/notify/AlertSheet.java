package io.riskmonitor.notify;

import io.riskmonitor.alert.AlertStatus;
import io.riskmonitor.geo.Names;
import io.riskmonitor.risk.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts one revision of an alert into words. */
final class AlertSheet {
    /** What fits on two screens of a phone; the rest is counted, and behind the link. */
    private static final int MOST_ITEMS = 3;

    private static final double CERTAIN_KM = 0.5;
    /** What is known only to a district lies this far off: half the radius of a district of 8,000 km². */
    private static final double VAGUE_KM = 25;

    private static final double NEAREST_KM = 1;

    private final Bulletin bulletin;
    private final Phrases phrases;
    private final @Nullable String linkBase;

    private AlertSheet(Bulletin bulletin, Phrases phrases, @Nullable String linkBase) {
        this.bulletin = bulletin;
        this.phrases = phrases;
        this.linkBase = linkBase;
    }

    /** @param linkBase where the monitor is served for readers; null if they cannot reach it */
    static Sheet of(Bulletin bulletin, Language language, @Nullable String linkBase) {
        return new AlertSheet(bulletin, Phrases.of(language), linkBase).sheet();
    }

    private Sheet sheet() {
        List<Evidence> shown = bulletin.evidence().stream().limit(MOST_ITEMS).toList();
        return new Sheet(
                phrases.language(),
                subject(),
                kicker(),
                brief(),
                lead(),
                state(),
                facts(),
                shown.stream().map(this::item).toList(),
                more(shown),
                isOver() ? null : phrases.word("action", bulletin.kind()),
                isOver() ? null : link(),
                footer(),
                tone());
    }

    /** With their share, so that all shares are there. */
    private @Nullable String more(List<Evidence> shown) {
        int hidden = bulletin.evidence().size() - shown.size() + bulletin.otherIncidents();
        double share = 1 - shown.stream().mapToDouble(Evidence::share).sum();
        return hidden == 0 ? null : phrases.say("more", Map.of("count", hidden, "share", phrases.percent(share)));
    }

    /** What a short message has room for: of a recall first of all what was wrong. */
    private String brief() {
        String text = bulletin.status() == AlertStatus.RECALLED
                ? phrases.say("brief.RECALLED", Map.of("change", change(), "lead", lead()))
                : lead();
        return marked(phrases.say(
                "brief",
                Map.of(
                        "head", phrases.word("head", bulletin.status()),
                        "level", phrases.word("level", bulletin.level()),
                        "text", text)));
    }

    String subject() {
        String subject = phrases.say(
                "subject",
                Map.of(
                        "head",
                        phrases.word("head", bulletin.status()),
                        "level",
                        phrases.word("level", bulletin.level()),
                        "kind",
                        phrases.word("kind", bulletin.kind()),
                        "subject",
                        phrases.name(bulletin.subject())));
        return marked(subject);
    }

    /** Made-up incidents are called so before anything else is said. */
    private String marked(String text) {
        return bulletin.isSimulated() ? phrases.say("subject.simulated", Map.of("text", text)) : text;
    }

    private String kicker() {
        String separator = phrases.language() == Language.ZH ? "｜" : " · ";
        return marked(phrases.word("head", bulletin.status())
                + separator
                + phrases.word("level", bulletin.level())
                + separator
                + phrases.word("kind", bulletin.kind()));
    }

    private String lead() {
        Map<String, Object> arguments = new HashMap<>();
        arguments.put("subject", phrases.name(bulletin.subject()));
        arguments.put("level", phrases.word("level", bulletin.level()));
        arguments.put("change", isOver() ? "same" : direction());
        arguments.put("type", "");
        arguments.put("distance", "");
        Bulletin.Section section = bulletin.section();
        arguments.put("located", section == null ? "no" : "yes");
        arguments.put("section", section == null ? "" : section(section));
        bulletin.evidence().stream().findFirst().ifPresent(first -> {
            arguments.put("type", phrases.word("type", first.type()));
            arguments.put("distance", distance(first));
        });
        String lead = phrases.sentence(phrases.word("lead", bulletin.kind(), arguments));
        // What is over or was never so is not said again as if it were.
        return isOver() ? phrases.say("lead.said", Map.of("lead", lead)) : lead;
    }

    private boolean isOver() {
        return !bulletin.status().isLive();
    }

    private String direction() {
        Double before = bulletin.scoreBefore();
        Double after = bulletin.scoreAfter();
        return before == null || after == null || before.equals(after) ? "same" : after > before ? "up" : "down";
    }

    private @Nullable String state() {
        return switch (bulletin.status()) {
            case RECALLED -> phrases.say("state.RECALLED", Map.of("change", change()));
            case ESCALATED -> phrases.say("state.ESCALATED", Map.of("role", phrases.role(bulletin.role())));
            case CLOSED, UPDATED -> phrases.word("state", bulletin.status());
            case OPEN, ACKNOWLEDGED -> null;
        };
    }

    private String change() {
        Bulletin.Change change = bulletin.change();
        if (change == null) {
            return phrases.word("change", Bulletin.ChangeKind.OTHER);
        }
        Map<String, Object> arguments = new HashMap<>();
        Double moved = change.movedKm();
        arguments.put("distance", moved == null ? "" : phrases.distance(moved));
        Instant dated = change.occurredTo();
        arguments.put("date", dated == null ? "" : phrases.lastDay(dated));
        return phrases.word("change", change.kind(), arguments);
    }

    private List<Sheet.Fact> facts() {
        List<Sheet.Fact> facts = new ArrayList<>();
        Bulletin.Section section = bulletin.section();
        if (section != null) {
            facts.add(fact("label.section", section(section)));
        }
        if (!bulletin.projectNames().isEmpty()) {
            facts.add(fact("label.projects", names(bulletin.projectNames())));
        }
        if (!bulletin.firms().isEmpty()) {
            facts.add(fact("label.firms", names(bulletin.firms())));
        }
        Double before = bulletin.scoreBefore();
        Double after = bulletin.scoreAfter();
        if (after != null) {
            facts.add(fact(
                    "label.score",
                    before == null
                            ? phrases.say("score.now", Map.of("after", phrases.number(after)))
                            : phrases.say(
                                    "score",
                                    Map.of("before", phrases.number(before), "after", phrases.number(after)))));
        }
        return facts;
    }

    private String names(List<Names> names) {
        return names.stream().map(phrases::name).collect(Collectors.joining(semicolon()));
    }

    private String semicolon() {
        return switch (phrases.language()) {
            case ZH -> "；";
            case FR -> "\u00a0; ";
            case EN -> "; ";
        };
    }

    private Sheet.Fact fact(String label, String value) {
        return new Sheet.Fact(phrases.say(label), value);
    }

    private Sheet.Item item(Evidence evidence) {
        String separator = phrases.language() == Language.ZH ? "，" : ", ";
        String title = phrases.when(evidence.from(), evidence.to()) + separator + place(evidence);
        String headline = phrases.name(evidence.headline());
        String what = evidence.isQuoted() ? phrases.say("quoted", Map.of("text", headline)) : headline;
        List<String> details = new ArrayList<>();
        details.add(phrases.sentence(phrases.word("type", evidence.type())));
        details.add(phrases.say(
                "casualties",
                Map.of(
                        "deaths", evidence.fatalities().best(),
                        "injured", evidence.injured(),
                        "abducted", evidence.abducted())));
        if (evidence.distanceKm() != null) {
            details.add(phrases.say("away", Map.of("distance", distance(evidence))));
        }
        if (bulletin.evidence().size() + bulletin.otherIncidents() > 1) {
            details.add(phrases.say("share", Map.of("share", phrases.percent(evidence.share()))));
        }
        return new Sheet.Item(title, List.of(what, String.join(semicolon(), details)), evidence.sources());
    }

    private String place(Evidence evidence) {
        String place = phrases.name(evidence.place());
        double km = evidence.uncertaintyKm();
        String form = km >= VAGUE_KM ? "VAGUE" : km > CERTAIN_KM ? "NEAR" : "POINT";
        return phrases.say("place." + form, Map.of("place", place, "uncertainty", phrases.distance(km)));
    }

    private String distance(Evidence evidence) {
        Double km = evidence.distanceKm();
        if (km == null) {
            return "";
        }
        String distance = km < NEAREST_KM
                ? phrases.say("distance.within", Map.of("distance", phrases.distance(NEAREST_KM)))
                : phrases.say("distance.about", Map.of("distance", phrases.distance(km)));
        return evidence.uncertaintyKm() > CERTAIN_KM
                ? phrases.say(
                        "distance.uncertain",
                        Map.of("distance", distance, "uncertainty", phrases.distance(evidence.uncertaintyKm())))
                : distance;
    }

    private String section(Bulletin.Section section) {
        return phrases.say(
                "section",
                Map.of(
                        "from", phrases.number(section.fromKm()),
                        "to", phrases.number(section.toKm()),
                        "label", phrases.name(section.label())));
    }

    private Sheet.@Nullable Link link() {
        if (linkBase == null) {
            return null;
        }
        String address = DeskLink.toAlert(linkBase, bulletin.alertId());
        return new Sheet.Link(address, phrases.say("open"), phrases.say("acknowledge", Map.of("link", address)));
    }

    private String footer() {
        return phrases.say(
                "footer",
                Map.of(
                        "id", bulletin.alertId(),
                        "revision", Integer.toString(bulletin.revision()),
                        "model", bulletin.modelVersion(),
                        "at", phrases.moment(bulletin.at())));
    }

    private Sheet.Tone tone() {
        return switch (bulletin.status()) {
            case RECALLED, CLOSED -> Sheet.Tone.WITHDRAWN;
            case OPEN, UPDATED, ACKNOWLEDGED, ESCALATED ->
                bulletin.weight().compareTo(Level.HIGH) >= 0
                        ? Sheet.Tone.LOUD
                        : bulletin.weight() == Level.SUBSTANTIAL ? Sheet.Tone.RAISED : Sheet.Tone.CALM;
        };
    }

    /** A place or thing whose name nobody has put into the other languages. */
    static Names untranslated(String name) {
        return new Names(name, name, name);
    }
}
