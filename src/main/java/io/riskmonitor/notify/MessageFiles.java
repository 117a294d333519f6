package io.riskmonitor.notify;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

/** The texts that come with the program, a file for each language. */
final class MessageFiles {
    private MessageFiles() {}

    /** @param name of the set, such as {@code history} */
    static Properties load(String name, Language language) {
        String resource = "/io/riskmonitor/messages/" + name + "_" + language.code() + ".properties";
        try (InputStream in = Objects.requireNonNull(MessageFiles.class.getResourceAsStream(resource), resource)) {
            Properties texts = new Properties();
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
