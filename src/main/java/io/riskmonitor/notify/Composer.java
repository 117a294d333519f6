package io.riskmonitor.notify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.riskmonitor.alert.AlertStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the messages: of an alert, of a digest, of a fault of the monitor's own, and of a test. */
public final class Composer {
    private static final Duration TEST_LASTS = Duration.ofMinutes(1);

    private final @Nullable String linkBase;

    /** @param linkBase where readers reach the monitor, such as {@code https://risk.example.org}; null if nowhere */
    public Composer(@Nullable String linkBase) {
        this.linkBase = linkBase;
    }

    Message alert(Bulletin bulletin, Language language, String key) {
        Sheet sheet = AlertSheet.of(bulletin, language, linkBase);
        Sheet.Link link = sheet.link();
        String address = link == null ? null : link.address();
        ObjectNode payload = head(key, "alert", language, sheet);
        if (address != null) {
            payload.put("link", address);
        }
        payload.set("alert", AlertPayload.of(bulletin, language));
        return new Message(
                key,
                bulletin.alertId(),
                language,
                sheet.tone() == Sheet.Tone.LOUD,
                sheet.subject(),
                PlainText.of(sheet),
                Html.of(sheet),
                sheet.brief(),
                address,
                List.of(notice(bulletin, language, sheet)),
                payload);
    }

    /** Many alerts in one message, in the order given. */
    Message digest(List<Bulletin> bulletins, Language language, String key) {
        Phrases phrases = Phrases.of(language);
        Map<String, Object> count = Map.of("count", bulletins.size());
        List<Sheet> sheets = bulletins.stream()
                .map(b -> AlertSheet.of(b, language, linkBase))
                .toList();
        String subject = phrases.say("digest.subject", count);
        List<Sheet.Item> items = new ArrayList<>();
        for (int i = 0; i < sheets.size(); i++) {
            Sheet sheet = sheets.get(i);
            String title = phrases.say(
                    "digest.line", Map.of("at", phrases.moment(bulletins.get(i).at()), "subject", sheet.subject()));
            String state = sheet.state();
            items.add(new Sheet.Item(
                    title, state == null ? List.of(sheet.lead()) : List.of(state, sheet.lead()), List.of()));
        }
        Sheet digest = new Sheet(
                language,
                subject,
                subject,
                phrases.say(
                        "digest.brief",
                        Map.of("subject", subject, "lead", sheets.get(0).lead())),
                phrases.say("digest.lead", count),
                null,
                List.of(),
                items,
                null,
                null,
                page(phrases),
                null,
                Sheet.Tone.CALM);
        ObjectNode payload = head(key, "digest", language, digest);
        ArrayNode alerts = payload.putArray("alerts");
        bulletins.forEach(b -> alerts.add(AlertPayload.of(b, language)));
        List<Notice> notices = new ArrayList<>();
        for (int i = 0; i < sheets.size(); i++) {
            notices.add(notice(bulletins.get(i), language, sheets.get(i)));
        }
        return new Message(
                key,
                key,
                language,
                false,
                subject,
                PlainText.of(digest),
                Html.of(digest),
                digest.brief(),
                linkBase == null ? null : DeskLink.toPage(linkBase),
                notices,
                payload);
    }

    private Sheet.@Nullable Link page(Phrases phrases) {
        if (linkBase == null) {
            return null;
        }
        String address = DeskLink.toPage(linkBase);
        return new Sheet.Link(address, phrases.say("digest.open"), phrases.say("digest.see", Map.of("link", address)));
    }

    /** A channel has not taken a message for a while. */
    Message channelDown(String channel, Instant since, int waiting, String detail, Language language, String key) {
        Phrases phrases = Phrases.of(language);
        return plain(
                key,
                "fault",
                language,
                phrases.say("operator.down.subject", Map.of("channel", channel)),
                phrases.say(
                        "operator.down.text",
                        Map.of(
                                "channel", channel,
                                "since", phrases.moment(since),
                                "waiting", waiting,
                                "detail", detail)));
    }

    /** A message was refused for good. */
    Message refused(String channel, String alert, String recipient, String detail, Language language, String key) {
        Phrases phrases = Phrases.of(language);
        return plain(
                key,
                "fault",
                language,
                phrases.say("operator.refused.subject", Map.of("channel", channel)),
                phrases.say(
                        "operator.refused.text",
                        Map.of("channel", channel, "alert", alert, "recipient", recipient, "detail", detail)));
    }

    /** Shows that a channel works. What keeps a list of alerts gets one that is over in a minute. */
    public Message test(String channel, Instant at, Language language, String key) {
        Phrases phrases = Phrases.of(language);
        String subject = phrases.say("test.subject", Map.of("channel", channel));
        String text = phrases.say("test.text", Map.of("at", phrases.moment(at)));
        Notice notice = new Notice(
                Map.of("alertname", "TEST", "channel", channel, "service", "mali-risk-monitor"),
                Map.of("summary", subject, "description", text),
                at,
                at.plus(TEST_LASTS));
        return plain(key, "test", language, subject, text, List.of(notice));
    }

    private static Message plain(String key, String kind, Language language, String subject, String text) {
        return plain(key, kind, language, subject, text, List.of());
    }

    private static Message plain(
            String key, String kind, Language language, String subject, String text, List<Notice> notices) {
        Phrases phrases = Phrases.of(language);
        Sheet sheet = new Sheet(
                language,
                subject,
                phrases.say(kind.equals("test") ? "head.TEST" : "head.OPERATOR"),
                text,
                text,
                null,
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                kind.equals("test") ? Sheet.Tone.CALM : Sheet.Tone.RAISED);
        return new Message(
                key,
                key,
                language,
                false,
                subject,
                PlainText.of(sheet),
                Html.of(sheet),
                sheet.brief(),
                null,
                notices,
                head(key, kind, language, sheet));
    }

    private static ObjectNode head(String key, String type, Language language, Sheet sheet) {
        return Payloads.object()
                .put("key", key)
                .put("type", type)
                .put("language", language.code())
                .put("subject", sheet.subject())
                .put("text", PlainText.of(sheet));
    }

    private Notice notice(Bulletin bulletin, Language language, Sheet sheet) {
        Map<String, String> annotations = new HashMap<>();
        annotations.put("summary", sheet.subject());
        annotations.put("description", sheet.lead());
        annotations.put("language", language.code());
        annotations.put("revision", Integer.toString(bulletin.revision()));
        Sheet.Link link = sheet.link();
        if (link != null) {
            annotations.put("link", link.address());
        }
        boolean isOver = bulletin.status() == AlertStatus.CLOSED || bulletin.status() == AlertStatus.RECALLED;
        return new Notice(
                Map.of(
                        "alertname", bulletin.kind().name(),
                        "alert", bulletin.alertId(),
                        "subject", bulletin.subject().en(),
                        // The level changes while an alert lasts; as a label it would make another alert of it.
                        "service", "mali-risk-monitor"),
                annotations(annotations, bulletin),
                bulletin.since(),
                isOver ? bulletin.at() : null);
    }

    private static Map<String, String> annotations(Map<String, String> annotations, Bulletin bulletin) {
        annotations.put(
                "severity",
                bulletin.level() == null ? "unknown" : bulletin.level().name().toLowerCase(Locale.ROOT));
        annotations.put("status", bulletin.status().name().toLowerCase(Locale.ROOT));
        return annotations;
    }
}
