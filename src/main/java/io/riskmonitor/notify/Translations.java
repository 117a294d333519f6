package io.riskmonitor.notify;

import io.riskmonitor.geo.Names;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/** Headlines and places of the built-in history in French and Chinese; all other reports keep their source's words. */
final class Translations {
    private final Properties french = load(Language.FR);
    private final Properties chinese = load(Language.ZH);

    private static Properties load(Language language) {
        String resource = "/io/riskmonitor/messages/history_" + language.code() + ".properties";
        try (InputStream in = Objects.requireNonNull(Translations.class.getResourceAsStream(resource), resource)) {
            Properties texts = new Properties();
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A text in three languages.
     *
     * @param sourceId the report's, such as {@code 2015-11-20-radisson-blu}
     * @param part {@code headline} or {@code place}
     * @param english the report's own text
     */
    Optional<Names> of(String sourceId, String part, String english) {
        String key = sourceId + "." + part;
        String fr = french.getProperty(key);
        String zh = chinese.getProperty(key);
        return fr == null || zh == null ? Optional.empty() : Optional.of(new Names(english, fr, zh));
    }
}
