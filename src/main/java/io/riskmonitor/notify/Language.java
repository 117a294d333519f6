package io.riskmonitor.notify;

import com.ibm.icu.util.ULocale;
import io.riskmonitor.geo.Names;
import java.util.Locale;

/** The languages that officers are addressed in. */
public enum Language {
    EN("en-GB"),
    FR("fr-FR"),
    ZH("zh-CN");

    private final String tag;
    private final ULocale locale;

    Language(String tag) {
        this.tag = tag;
        this.locale = ULocale.forLanguageTag(tag);
    }

    /** {@code en}, {@code fr} or {@code zh}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The language of a code; the reverse of {@link #code}. */
    static Language ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /** The language with its country, as RFC 3066 writes it: {@code zh-CN}. */
    public String tag() {
        return tag;
    }

    public ULocale locale() {
        return locale;
    }

    /** The name in this language. */
    public String of(Names names) {
        return switch (this) {
            case EN -> names.en();
            case FR -> names.fr();
            case ZH -> names.zh();
        };
    }
}
