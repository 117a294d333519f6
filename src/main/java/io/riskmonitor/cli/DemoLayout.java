package io.riskmonitor.cli;

import io.riskmonitor.query.SubjectView;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the demo's table says, fitted to a screen: the worst of each kind stay when there is no room for all. */
final class DemoLayout {
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final List<String> HEADING =
            List.of("", "NAME", "名称", "LEVEL", "SCORE", "24 H", "WORST INCIDENT AND ITS SHARE");
    private static final int CHINESE = 2;
    /** Time, addresses, heading, and what was left out. */
    private static final int LINES_AROUND = 4;

    private static final int FIXED_COLUMNS = 39;
    private static final int NAME_LEAST = 20;
    private static final int NAME_MOST = 36;
    private static final int WORST_MOST = 60;
    private static final int CHINESE_LEAST = 18;
    private static final int GAP = 2;

    private final String address;
    private final int height;
    private final int nameColumns;
    private final int worstColumns;
    private final int chineseColumns;

    /**
     * @param address what serves page, API and metrics
     * @param width in columns; names in Chinese are shown where there is room beside the English ones
     * @param height in lines
     */
    DemoLayout(String address, int width, int height) {
        this.address = address;
        this.height = height;
        int rest = Math.max(width - FIXED_COLUMNS, 2 * NAME_LEAST);
        this.nameColumns = Math.min(NAME_MOST, Math.max(NAME_LEAST, rest / 2));
        this.worstColumns = Math.min(WORST_MOST, rest - nameColumns);
        int left = rest - nameColumns - worstColumns - GAP;
        this.chineseColumns = left >= CHINESE_LEAST ? Math.min(NAME_MOST, left) : 0;
    }

    /** The lines, top to bottom. */
    List<String> lines(Optional<Instant> now, List<SubjectView> regions, List<SubjectView> projects) {
        int room = Math.max(2, height - LINES_AROUND);
        // A third for the regions, unless the projects leave more.
        int regionsShown = Math.min(regions.size(), Math.max(room / 3, room - projects.size()));
        int projectsShown = Math.min(projects.size(), room - regionsShown);
        List<String> lines = new ArrayList<>();
        lines.add("SIMULATED time " + now.map(MINUTES::format).orElse("?") + "; only the history to 2020 is real");
        lines.add(address + "/  " + address + "/metrics  Ctrl-C stops");
        lines.addAll(table(Stream.concat(worst(regions, regionsShown), worst(projects, projectsShown))
                .map(this::row)
                .toList()));
        int left = regions.size() - regionsShown + projects.size() - projectsShown;
        if (left > 0) {
            lines.add("… and " + left + " that are better off: on a taller screen, or on the page");
        }
        return lines;
    }

    private static Stream<SubjectView> worst(List<SubjectView> subjects, int shown) {
        return subjects.stream().sorted(SubjectView.WORST_FIRST).limit(shown);
    }

    private List<String> table(List<List<String>> rows) {
        return chineseColumns > 0
                ? Output.table(HEADING, rows)
                : Output.table(
                        withoutChinese(HEADING),
                        rows.stream().map(DemoLayout::withoutChinese).toList());
    }

    private static List<String> withoutChinese(List<String> row) {
        List<String> kept = new ArrayList<>(row);
        kept.remove(CHINESE);
        return kept;
    }

    private List<String> row(SubjectView s) {
        SubjectView.WorstIncident worst = s.worstIncident();
        return List.of(
                s.kind(),
                Output.cut(s.names().en(), nameColumns),
                Output.cut(s.names().zh(), chineseColumns),
                Output.level(s.level()),
                Output.number(s.score(), 1),
                Output.signed(s.change()),
                worst == null ? "" : Output.cut(Output.percent(worst.share()) + " " + worst.headline(), worstColumns));
    }
}
