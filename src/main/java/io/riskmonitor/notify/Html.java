package io.riskmonitor.notify;

import java.util.List;

/**
 * A sheet as HTML for mail readers: one column, styles in place, nothing loaded from anywhere, so that it reads the same on
 * a phone without a connection and tells nobody that it was opened.
 */
final class Html {
    private static final String FONT = "font-family:-apple-system,'Segoe UI',Roboto,'PingFang SC','Noto Sans CJK SC',"
            + "'Microsoft YaHei',Arial,sans-serif";
    private static final String INK = "#1d232b";
    private static final String FAINT = "#5b6673";

    private final StringBuilder out = new StringBuilder(4096);

    private Html() {}

    static String of(Sheet sheet) {
        return new Html().page(sheet);
    }

    private String page(Sheet sheet) {
        out.append("<!DOCTYPE html><html lang=\"").append(sheet.language().tag());
        out.append("\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>");
        out.append(escaped(sheet.subject()));
        out.append("</title></head><body style=\"margin:0;background:#f2f4f6;color:" + INK + ";" + FONT + "\">");
        out.append("<div style=\"max-width:600px;margin:0 auto;background:#fff\">");
        block(
                "background:" + colour(sheet.tone()) + ";color:#fff;padding:10px 16px;font-size:14px;font-weight:600",
                escaped(sheet.kicker()));
        out.append("<div style=\"padding:16px\">");
        String state = sheet.state();
        if (state != null) {
            block("font-size:16px;line-height:1.5;margin-bottom:10px;font-weight:600", escaped(state));
        }
        block("font-size:18px;line-height:1.45;font-weight:600;margin-bottom:14px", escaped(sheet.lead()));
        facts(sheet.facts());
        sheet.items().forEach(this::item);
        if (sheet.more() != null) {
            block("font-size:14px;color:" + FAINT + ";margin:10px 0", escaped(sheet.more()));
        }
        action(sheet);
        if (sheet.footer() != null) {
            block(
                    "font-size:12px;line-height:1.5;color:" + FAINT
                            + ";border-top:1px solid #dde2e7;margin-top:18px;padding-top:10px",
                    escaped(sheet.footer()));
        }
        return out.append("</div></div></body></html>").toString();
    }

    private void facts(List<Sheet.Fact> facts) {
        if (facts.isEmpty()) {
            return;
        }
        out.append("<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" style=\"width:100%;")
                .append("border-collapse:collapse;font-size:15px;line-height:1.45;margin-bottom:14px\">");
        for (Sheet.Fact fact : facts) {
            out.append("<tr><td style=\"color:" + FAINT + ";padding:3px 10px 3px 0;vertical-align:top;width:30%\">")
                    .append(escaped(fact.label()))
                    .append("</td><td style=\"padding:3px 0;vertical-align:top\">")
                    .append(escaped(fact.value()))
                    .append("</td></tr>");
        }
        out.append("</table>");
    }

    private void item(Sheet.Item item) {
        out.append("<div style=\"border-left:3px solid #c3cad2;padding:2px 0 2px 10px;margin:0 0 12px\">");
        block("font-size:15px;line-height:1.45;font-weight:600", escaped(item.title()));
        item.lines().forEach(line -> block("font-size:15px;line-height:1.5", escaped(line)));
        for (String source : item.sources()) {
            block("font-size:13px;line-height:1.45;color:" + FAINT + ";overflow-wrap:anywhere", source(source));
        }
        out.append("</div>");
    }

    private void action(Sheet sheet) {
        String action = sheet.action();
        if (action != null) {
            block(
                    "font-size:15px;line-height:1.5;background:#f2f4f6;padding:10px 12px;margin:14px 0",
                    "<strong>" + escaped(Phrases.of(sheet.language()).say("label.action")) + "</strong><br>"
                            + escaped(action));
        }
        Sheet.Link link = sheet.link();
        if (link != null) {
            out.append("<a href=\"")
                    .append(escaped(link.address()))
                    .append("\" style=\"display:inline-block;background:#1f5fa8;color:#fff;text-decoration:none;")
                    .append("font-size:16px;padding:11px 18px;border-radius:4px\">")
                    .append(escaped(link.words()))
                    .append("</a>");
        }
    }

    /** Only addresses of the web become links: sources are other people's text. */
    private static String source(String source) {
        String text = escaped(source);
        return source.matches("https?://\\S+")
                ? "<a href=\"" + text + "\" style=\"color:#1f5fa8\">" + text + "</a>"
                : text;
    }

    private void block(String style, String html) {
        out.append("<div style=\"").append(style).append("\">").append(html).append("</div>");
    }

    private static String colour(Sheet.Tone tone) {
        return switch (tone) {
            case CALM -> "#3d5a73";
            case RAISED -> "#a85b00";
            case LOUD -> "#b3261e";
            case WITHDRAWN -> "#4a5058";
        };
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
