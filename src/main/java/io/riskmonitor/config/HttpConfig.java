package io.riskmonitor.config;

/**
 * How HTTP is served.
 *
 * @param host name or address to bind; {@code 0.0.0.0} for every interface
 * @param port 0 for any free one
 * @param requestsPerSecond of one token, or of one address without, over ten seconds
 */
public record HttpConfig(String host, int port, int requestsPerSecond) {
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
    }

    /** On the loopback address, as it is without tokens. */
    public static HttpConfig onLoopback(int port) {
        return new HttpConfig(LOOPBACK, port, REQUESTS_PER_SECOND);
    }
}
