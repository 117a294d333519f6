package io.riskmonitor.notify;

import java.util.ArrayList;
import java.util.List;

/** A sheet as plain text, short lines first: a phone's preview shows only those. */
final class PlainText {
    private PlainText() {}

    static String of(Sheet sheet) {
        String colon = sheet.language() == Language.ZH ? "：" : sheet.language() == Language.FR ? "\u00a0: " : ": ";
        List<String> blocks = new ArrayList<>();
        blocks.add(sheet.subject());
        String state = sheet.state();
        blocks.add(state == null ? sheet.lead() : state + "\n" + sheet.lead());
        if (!sheet.facts().isEmpty()) {
            blocks.add(String.join(
                    "\n",
                    sheet.facts().stream()
                            .map(fact -> fact.label() + colon + fact.value())
                            .toList()));
        }
        for (Sheet.Item item : sheet.items()) {
            List<String> lines = new ArrayList<>();
            lines.add("• " + item.title());
            item.lines().forEach(line -> lines.add("  " + line));
            item.sources().forEach(source -> lines.add("  – " + source));
            blocks.add(String.join("\n", lines));
        }
        if (sheet.more() != null) {
            blocks.add(sheet.more());
        }
        if (sheet.action() != null) {
            blocks.add(Phrases.of(sheet.language()).say("label.action") + colon + sheet.action());
        }
        if (sheet.link() != null) {
            blocks.add(sheet.link().line());
        }
        if (sheet.footer() != null) {
            blocks.add(sheet.footer());
        }
        return String.join("\n\n", blocks);
    }
}
