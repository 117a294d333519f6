package io.riskmonitor.ops;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The metrics and labels that an expression names. Prometheus has checked its grammar; this need not. */
record PromqlNames(Set<String> metrics, Set<String> labels) {
    private static final Pattern STRING = Pattern.compile("\"[^\"]*\"");
    private static final Pattern MATCHERS = Pattern.compile("\\{([^}]*)}");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)");
    private static final Pattern GROUPING =
            Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
    private static final Pattern RANGE = Pattern.compile("\\[[^\\]]*]|\\boffset\\s+\\w+");
    private static final Pattern METRIC = Pattern.compile("(?<![\\w:.])[a-zA-Z_:][\\w:]*(?!\\s*\\()(?![\\w:])");
    private static final Set<String> WORDS =
            Set.of("and", "or", "unless", "by", "on", "group_left", "group_right", "bool", "inf", "nan");

    static PromqlNames in(String promql) {
        Set<String> labels = new TreeSet<>();
        String rest = STRING.matcher(promql).replaceAll("\"\"");
        Matcher matchers = MATCHERS.matcher(rest);
        while (matchers.find()) {
            MATCHER.matcher(matchers.group(1)).results().forEach(found -> labels.add(found.group(1)));
        }
        rest = MATCHERS.matcher(rest).replaceAll("");
        Matcher groupings = GROUPING.matcher(rest);
        while (groupings.find()) {
            for (String label : groupings.group(1).split(",", -1)) {
                if (!label.isBlank()) {
                    labels.add(label.strip());
                }
            }
        }
        rest = RANGE.matcher(GROUPING.matcher(rest).replaceAll(" ")).replaceAll(" ");
        Set<String> metrics = new TreeSet<>();
        METRIC.matcher(rest)
                .results()
                .map(found -> found.group())
                .filter(word -> !WORDS.contains(word))
                .forEach(metrics::add);
        return new PromqlNames(metrics, labels);
    }
}
