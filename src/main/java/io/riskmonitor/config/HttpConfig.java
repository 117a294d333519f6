package io.riskmonitor.config;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How HTTP is served.
 *
 * @param host name or address to bind; {@code 0.0.0.0} for every interface
 * @param port 0 for any free one
 * @param requestsPerSecond of one token, or of one address without, over ten seconds
 * @param publicAddress where readers reach it, such as {@code https://risk.example.org}: what links begin with; null if
 *     there is no other than host and port
 */
public record HttpConfig(
        String host,
        int port,
        int requestsPerSecond,
        @Nullable String publicAddress) {
    public static final String LOOPBACK = "127.0.0.1";
    public static final int REQUESTS_PER_SECOND = 100;

    public HttpConfig {
        if (host.isBlank()) {
            throw new IllegalArgumentException("HTTP host is blank");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("HTTP port " + port + " is not from 0 to 65535");
        }
        if (requestsPerSecond < 1) {
            throw new IllegalArgumentException("HTTP rate " + requestsPerSecond + " is not above 0");
        }
        if (publicAddress != null) {
            publicAddress = checked(publicAddress);
        }
    }

    /** Where readers reach it under the address that it is bound to. */
    public HttpConfig(String host, int port, int requestsPerSecond) {
        this(host, port, requestsPerSecond, null);
    }

    /** On the loopback address, as it is without tokens. */
    public static HttpConfig onLoopback(int port) {
        return new HttpConfig(LOOPBACK, port, REQUESTS_PER_SECOND);
    }

    private static String checked(String address) {
        URI uri;
        try {
            uri = URI.create(address);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("public address '" + address + "' is no URL: " + e.getMessage(), e);
        }
        boolean isWeb = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!isWeb
                || uri.getHost() == null
                || uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("public address '" + address
                    + "' is not http or https with a host, and a path at most, such as https://risk.example.org");
        }
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }
}
