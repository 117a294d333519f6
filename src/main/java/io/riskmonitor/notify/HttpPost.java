package io.riskmonitor.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.riskmonitor.serde.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Posts JSON. Redirects are not followed: a signed message goes where it was meant to, or nowhere. */
final class HttpPost {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);
    private static final int MOST_DETAIL = 300;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();

    /**
     * Makes one attempt.
     *
     * @param accepted what a 2xx answer means, given its body: robots say no with a friendly 200
     */
    Attempt send(URI uri, byte[] body, Map<String, String> headers, Function<JsonNode, Attempt> accepted) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(ANSWER_TIMEOUT)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            return judge(client.send(request.build(), HttpResponse.BodyHandlers.ofString()), accepted);
        } catch (IOException e) {
            return new Attempt.Failed(reason(uri, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Attempt.Failed("interrupted while waiting for " + uri.getHost());
        }
    }

    private static Attempt judge(HttpResponse<String> answer, Function<JsonNode, Attempt> accepted) {
        int status = answer.statusCode();
        String detail = "HTTP " + status + (answer.body().isBlank() ? "" : ": " + shortened(answer.body()));
        if (status / 100 == 2) {
            return accepted.apply(json(answer.body()));
        }
        boolean comesBack = status >= 500 || status == 408 || status == 425 || status == 429;
        return comesBack ? new Attempt.Failed(detail, retryAfter(answer)) : new Attempt.Refused(detail);
    }

    /** Only the form in seconds; a date is left to the backoff. */
    private static @Nullable Duration retryAfter(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .filter(seconds -> seconds.matches("\\d{1,5}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(null);
    }

    private static JsonNode json(String body) {
        try {
            return Json.mapper().readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** Names the host only: paths and queries of robots hold their keys. */
    private static String reason(URI uri, IOException e) {
        String message = e.getMessage();
        return uri.getHost() + ": " + e.getClass().getSimpleName() + (message == null ? "" : ": " + shortened(message));
    }

    static String shortened(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= MOST_DETAIL ? line : line.substring(0, MOST_DETAIL) + "…";
    }
}
