package io.riskmonitor.text;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Ids and the like in URLs. */
public final class UrlText {
    private UrlText() {}

    /** A text as a part of a path or a query. */
    public static String encode(String text) {
        // A plus stands for a blank in queries only.
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
