package io.riskmonitor.notify;

import io.riskmonitor.geo.Names;
import java.util.Optional;
import java.util.Properties;

/**
 * Headlines and places of the built-in history, and towns and stations of Mali, in French and Chinese; all else keeps its
 * source's words.
 */
final class Translations {
    private final Properties frenchHistory = MessageFiles.load("history", Language.FR);
    private final Properties chineseHistory = MessageFiles.load("history", Language.ZH);
    private final Properties frenchPlaces = MessageFiles.load("places", Language.FR);
    private final Properties chinesePlaces = MessageFiles.load("places", Language.ZH);

    /**
     * A text in three languages.
     *
     * @param sourceId the report's, such as {@code 2015-11-20-radisson-blu}
     * @param part {@code headline} or {@code place}
     * @param english the report's own text
     */
    Optional<Names> of(String sourceId, String part, String english) {
        String key = sourceId + "." + part;
        String fr = frenchHistory.getProperty(key);
        String zh = chineseHistory.getProperty(key);
        return fr == null || zh == null ? Optional.empty() : Optional.of(new Names(english, fr, zh));
    }

    /** A place as each language calls it; by the name given where that is not known. */
    Names place(String name) {
        return new Names(name, frenchPlaces.getProperty(name, name), chinesePlaces.getProperty(name, name));
    }
}
