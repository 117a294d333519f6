package io.riskmonitor.http;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a body may be. A browser lets any page send a form or plain text to this address, but asks first before it sends one
 * of these, and is not answered: so no page can enter an incident behind its reader's back.
 */
final class MediaTypes {
    static final String JSON = "application/json";
    static final String YAML = "application/yaml";

    private MediaTypes() {}

    /**
     * The media type of the request's body, without its parameters.
     *
     * @throws ProblemException 415 if it is none of those
     */
    static String require(Context request, String... accepted) {
        String header = request.contentType();
        String type = header == null ? "" : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        List<String> known = Arrays.asList(accepted);
        if (!known.contains(type)) {
            throw new ProblemException(
                    415,
                    "Unsupported media type",
                    "the body is " + (type.isEmpty() ? "of no declared type" : type) + "; Content-Type may be "
                            + String.join(" or ", known));
        }
        return type;
    }
}
