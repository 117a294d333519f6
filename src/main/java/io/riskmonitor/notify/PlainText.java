package io.riskmonitor.notify;

import java.util.ArrayList;
import java.util.List;

/** A sheet as plain text, short lines first: a phone's preview shows only those. */
final class PlainText {
    private PlainText() {}

    static String of(Sheet sheet) {
        List<String> blocks = new ArrayList<>();
        blocks.add(sheet.subject());
        blocks.addAll(told(sheet));
        if (sheet.action() != null) {
            blocks.add(Phrases.of(sheet.language()).say("label.action") + colon(sheet) + sheet.action());
        }
        if (sheet.link() != null) {
            blocks.add(sheet.link().line());
        }
        return joined(blocks, sheet);
    }

    /** What has happened alone: no heading, nothing to do, no link. */
    static String description(Sheet sheet) {
        return joined(told(sheet), sheet);
    }

    private static List<String> told(Sheet sheet) {
        List<String> blocks = new ArrayList<>();
        String state = sheet.state();
        blocks.add(state == null ? sheet.lead() : state + "\n" + sheet.lead());
        if (!sheet.facts().isEmpty()) {
            blocks.add(String.join(
                    "\n",
                    sheet.facts().stream()
                            .map(fact -> fact.label() + colon(sheet) + fact.value())
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
        return blocks;
    }

    private static String joined(List<String> blocks, Sheet sheet) {
        return sheet.footer() == null
                ? String.join("\n\n", blocks)
                : String.join("\n\n", blocks) + "\n\n" + sheet.footer();
    }

    private static String colon(Sheet sheet) {
        return switch (sheet.language()) {
            case ZH -> "：";
            case FR -> "\u00a0: ";
            case EN -> ": ";
        };
    }
}
