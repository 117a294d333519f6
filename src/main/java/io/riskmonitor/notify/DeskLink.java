package io.riskmonitor.notify;

import io.riskmonitor.text.UrlText;

/** Addresses of the desk page. A query and no fragment: it outlives the page that asks for a token. */
final class DeskLink {
    private DeskLink() {}

    /** @param base where readers reach the monitor, without a slash at its end */
    static String toAlert(String base, String alertId) {
        return base + "/?alert=" + UrlText.encode(alertId);
    }

    static String toPage(String base) {
        return base + "/";
    }
}
