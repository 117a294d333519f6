package io.riskmonitor.http;

import io.javalin.http.Context;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request comes from where it seems to: browsers will send to the loopback address what any page tells them to.
 * Headers of proxies ({@code X-Forwarded-…}) are never looked at: whoever can reach us can write them.
 */
final class RequestSource {
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private RequestSource() {}

    /**
     * Refuses a name that some DNS server has made point to this machine (DNS rebinding): to the browser such a page is of
     * one origin with us, and may read.
     */
    static void requireLoopbackName(Context request) {
        if (!LOOPBACK_NAMES.contains(hostName(request.header("Host")))) {
            throw new ProblemException(
                    421, "Misdirected", "without tokens only requests to localhost, 127.0.0.1 and [::1] are answered");
        }
    }

    /** Refuses a change that a page of another origin has told the browser to make (cross-site request forgery). */
    static void requireSameOrigin(Context request) {
        if (READING.contains(request.method().name())) {
            return;
        }
        String site = request.header("Sec-Fetch-Site");
        String origin = request.header("Origin");
        boolean foreign = (site != null && !site.equals("same-origin") && !site.equals("none"))
                || (origin != null && !isOf(origin, request.header("Host")));
        if (foreign) {
            throw new ProblemException(403, "Forbidden", "changes are not taken from pages of another origin");
        }
    }

    /** As {@link #requireSameOrigin}, and a browser that does not say where it comes from is not believed either. */
    static void requireKnownSameOrigin(Context request) {
        requireSameOrigin(request);
        if (!READING.contains(request.method().name())
                && request.header("Origin") == null
                && request.header("Sec-Fetch-Site") == null) {
            throw new ProblemException(
                    403, "Forbidden", "a change within a session has to name its Origin; or show the token itself");
        }
    }

    private static boolean isOf(String origin, @Nullable String host) {
        try {
            String authority = URI.create(origin).getAuthority();
            return authority != null && host != null && authority.equalsIgnoreCase(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The host of {@code host[:port]}, in lower case; empty if there is none. */
    private static String hostName(@Nullable String host) {
        if (host == null) {
            return "";
        }
        return host.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
    }
}
