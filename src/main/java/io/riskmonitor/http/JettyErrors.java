package io.riskmonitor.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** What Jetty refuses before any route sees it: said as a problem document, and without Jetty's message. */
final class JettyErrors extends ErrorHandler {
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        byte[] body = document(code).json().getBytes(StandardCharsets.UTF_8);
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    /** Without an instance: a path that could not be understood is not repeated. */
    static Problem document(int code) {
        String detail = switch (code) {
            case HttpStatus.BAD_REQUEST_400 -> "the request is not valid HTTP";
            case HttpStatus.NOT_FOUND_404 -> "nothing is served there";
            case HttpStatus.URI_TOO_LONG_414, HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 ->
                "request line and headers have " + JettySettings.HEADER_BYTES + " bytes at most";
            case HttpStatus.INTERNAL_SERVER_ERROR_500 -> "the request could not be answered; the log has the reason";
            default -> "the request was refused";
        };
        return Problem.of(code, HttpStatus.getMessage(code), detail, "/");
    }
}
