package io.riskmonitor.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How instances on one cluster reach each other over HTTP.
 *
 * @param address {@code host:port} by which the others reach this one
 * @param tokenFile holds a token of role viewer that this one shows to the others; null while there are no tokens
 */
public record Peering(String address, @Nullable Path tokenFile) {
    private static final Pattern ADDRESS = Pattern.compile("[^\\s:/@]+:\\d{1,5}");

    public Peering {
        if (!ADDRESS.matcher(address).matches()) {
            throw new IllegalArgumentException(
                    "advertised address '" + address + "' is not HOST:PORT, such as monitor-1:8080");
        }
        if (tokenFile != null && !Files.isReadable(tokenFile)) {
            throw new IllegalArgumentException("peer token file " + tokenFile + " cannot be read");
        }
    }
}
