package io.riskmonitor.http;

import io.javalin.config.JavalinConfig;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the server takes from whom it does not know yet: sizes, numbers and times. */
final class JettySettings {
    static final int HEADER_BYTES = 8_192;
    private static final Logger log = LoggerFactory.getLogger(JettySettings.class);
    /** A connection costs a buffer and a file handle, whoever holds it; more have to wait to be accepted. */
    private static final int MOST_CONNECTIONS = 2_000;

    private JettySettings() {}

    static void apply(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.http.prefer405over404 = true;
        // Who asks again for what has not changed is told so in a few bytes.
        config.http.generateEtags = true;
        config.http.maxRequestSize = RequestBody.MOST_BYTES;
        config.router.javaLangErrorHandler(JettySettings::fail);
        config.jetty.modifyHttpConfiguration(http -> {
            http.setRequestHeaderSize(HEADER_BYTES);
            // An id may hold a slash, written %2F; nothing else that can be read in two ways is let in.
            http.setUriCompliance(UriCompliance.DEFAULT.with(
                    "ids",
                    UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
                    UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING));
        });
        config.jetty.modifyServer(server -> {
            server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, server));
            server.setErrorHandler(new JettyErrors());
            server.insertHandler(new NoWebSockets());
        });
        config.jetty.modifyServletContextHandler(context -> context.setErrorHandler(new JettyErrors()));
    }

    /** There are none, but Javalin would open a session for whoever asks, and keep it, before it says so. */
    private static final class NoWebSockets extends Handler.Wrapper {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            if (request.getHeaders().contains(HttpHeader.SEC_WEBSOCKET_VERSION)) {
                Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
                return true;
            }
            return super.handle(request, response, callback);
        }
    }

    private static void fail(HttpServletResponse response, Error error) {
        log.error("a request failed", error);
        try {
            response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
            response.setContentType(Problem.MEDIA_TYPE);
            response.getOutputStream().print(JettyErrors.document(500).json());
        } catch (IOException e) {
            log.debug("and its caller has gone", e);
        }
    }
}
