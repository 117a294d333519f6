package io.riskmonitor.cli;

import io.riskmonitor.config.HttpConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that serves HTTP. */
final class HttpOptions {
    @Option(
            names = "--http-host",
            paramLabel = "ADDRESS",
            description =
                    "Address of API and metrics; any but the loopback's needs a token (command tokens), and a proxy"
                            + " in front that speaks TLS. Default: ${DEFAULT-VALUE}")
    private String host = HttpConfig.LOOPBACK;

    @Option(
            names = "--http-port",
            paramLabel = "N",
            description = "Port of API and metrics, 0 for any free one. Default: ${DEFAULT-VALUE}")
    private int port = 8080;

    @Option(
            names = "--http-rate",
            paramLabel = "N",
            description = "Requests a second of one token, or of one address without, over ten seconds. Default:"
                    + " ${DEFAULT-VALUE}")
    private int rate = HttpConfig.REQUESTS_PER_SECOND;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description =
                    "Where readers reach the monitor, such as https://risk.example.org: what links in messages,"
                            + " feeds and CAP documents begin with. Default: the address that is served; messages then have no link")
    @Nullable
    private String publicUrl;

    HttpConfig config() {
        return new HttpConfig(host, port, rate, publicUrl);
    }
}
