package io.riskmonitor.notify;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages to send in tests. */
final class Messages {
    static final String KEY = "a1b2c3";
    static final Notice NOTICE = notice(null);

    private Messages() {}

    static Message chinese() {
        return message(KEY, Language.ZH, "【风险预警】巴马科：中资企业人员遇袭", "三名中资企业高管遇害。\n来源：联合国安理会", List.of(NOTICE));
    }

    static Message message(String key, Language language, String subject, String text, List<Notice> notices) {
        return new Message(
                key,
                "alert:1",
                language,
                true,
                subject,
                text,
                "<p>" + text + "</p>",
                subject,
                null,
                notices,
                Payloads.object().put("key", key).put("subject", subject));
    }

    static Notice notice(@Nullable Instant until) {
        return new Notice(
                Map.of("alertname", "TARGETED", "alert", "a-1", "severity", "critical"),
                Map.of("summary", "Radisson Blu", "link", "http://127.0.0.1:8080/api/v1/alerts/a-1"),
                Instant.parse("2015-11-20T07:00:00Z"),
                until);
    }
}
