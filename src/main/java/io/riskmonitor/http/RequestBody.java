package io.riskmonitor.http;

import io.javalin.http.Context;
import io.riskmonitor.serde.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The body of a request: text in UTF-8, of bounded size, and in bounded time. */
final class RequestBody {
    static final int MOST_BYTES = 1_000_000;
    /** Jetty ends a connection that stands still; this ends one that trickles. */
    private static final long MOST_PASSED_OVER = 8_000_000;

    private static final Duration MOST_TIME = Duration.ofSeconds(20);

    private static final int CHUNK = 8_192;

    private RequestBody() {}

    /** The bytes as they came: what reads them finds what is not UTF-8. */
    static byte[] bytes(Context request, String... mediaTypes) throws IOException {
        MediaTypes.require(request, mediaTypes);
        requireUtf8(request.contentType());
        long deadline = System.nanoTime() + MOST_TIME.toNanos();
        if (request.req().getContentLengthLong() > MOST_BYTES) {
            passOver(request.bodyInputStream(), deadline);
            throw tooLarge();
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        InputStream in = request.bodyInputStream();
        byte[] chunk = new byte[CHUNK];
        for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
            body.write(chunk, 0, count);
            if (body.size() > MOST_BYTES) {
                passOver(in, deadline);
                throw tooLarge();
            }
            if (System.nanoTime() > deadline) {
                throw new ProblemException(
                        408, "Too slow", "a body has to arrive within " + MOST_TIME.toSeconds() + " s");
            }
        }
        return body.toByteArray();
    }

    /** A connection that is closed on unread bytes is reset, and the sender never sees the answer: so some more are read. */
    private static void passOver(InputStream in, long deadline) {
        byte[] chunk = new byte[CHUNK];
        long over = 0;
        try {
            for (int count = in.read(chunk);
                    count >= 0 && over <= MOST_PASSED_OVER && System.nanoTime() < deadline;
                    count = in.read(chunk)) {
                over += count;
            }
        } catch (IOException e) {
            return; // less came than was announced; it is too much all the same
        }
    }

    /** The body as text. */
    static String text(Context request, String... mediaTypes) throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(request, mediaTypes)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ProblemException(400, "Not readable", "the body is not UTF-8");
        }
    }

    /** A record from the body; what is wrong with it is not told in the words of the parser, which names classes. */
    static <T> T read(Context request, Class<T> type) throws IOException {
        byte[] bytes = bytes(request, MediaTypes.JSON);
        try {
            return JsonText.read(bytes, type);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    400, "Not readable", "the body is not the JSON object that is described in /openapi.json");
        }
    }

    private static void requireUtf8(@Nullable String contentType) {
        for (String part : String.valueOf(contentType).toLowerCase(Locale.ROOT).split(";", -1)) {
            String parameter = part.strip().replace("\"", "");
            if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
                throw new ProblemException(415, "Unsupported media type", "the body has to be in UTF-8");
            }
        }
    }

    private static ProblemException tooLarge() {
        return new ProblemException(413, "Too large", "a body has " + MOST_BYTES + " bytes at most");
    }
}
