package io.riskmonitor.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.riskmonitor.config.InvalidFileException;
import io.riskmonitor.query.NotReadyException;
import io.riskmonitor.query.UnknownSubjectException;
import io.riskmonitor.replay.RunRefusedException;
import io.riskmonitor.runtime.TokenStore;
import io.riskmonitor.text.UnreadableFileException;
import java.io.IOException;
import java.util.Locale;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what goes wrong in a route into a problem document; what the caller cannot mend is told to the log alone. */
final class Problems {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    private Problems() {}

    static void addTo(RoutesConfig routes) {
        routes.exception(ProblemException.class, (e, request) -> {
            if (e.retryAfter() != null) {
                request.header("Retry-After", Long.toString(e.retryAfter().toSeconds()));
            }
            request.status(e.status());
            if (e.status() == 401 && DeskPage.asksForPage(request)) {
                DeskPage.askToSignIn(request);
            } else {
                answer(request, e.document(request.path()));
            }
        });
        routes.exception(
                UnknownSubjectException.class,
                (e, request) -> problem(request, 404, "Not found", String.valueOf(e.getMessage())));
        routes.exception(
                TokenStore.RefusedException.class,
                (e, request) -> problem(request, 409, "Refused", String.valueOf(e.getMessage())));
        routes.exception(
                RunRefusedException.class,
                (e, request) -> problem(request, 409, "Refused", String.valueOf(e.getMessage())));
        routes.exception(
                InvalidFileException.class,
                (e, request) -> problem(request, 422, "Refused", String.valueOf(e.getMessage())));
        routes.exception(NotReadyException.class, (e, request) -> {
            request.header("Retry-After", "5");
            problem(request, 503, "Not ready", "this cannot be served at the moment: " + e.getMessage());
        });
        routes.exception(UnreadableFileException.class, (e, request) -> {
            log.warn("{} {}: {}", request.method(), request.path(), e.getMessage());
            problem(request, 400, "Not readable", String.valueOf(e.getMessage()));
        });
        routes.exception(HttpResponseException.class, Problems::refused);
        routes.exception(
                HttpException.RuntimeException.class,
                (e, request) -> problem(request, e.getCode(), HttpStatus.getMessage(e.getCode()), "not valid HTTP"));
        routes.exception(IOException.class, (e, request) -> {
            log.info("{} {}: {}", request.method(), request.path(), e.toString());
            problem(request, 400, "Not readable", "the request did not arrive whole");
        });
        routes.exception(Exception.class, (e, request) -> {
            log.error("{} {} failed", request.method(), request.path(), e);
            problem(request, 500, "Failed", "the request could not be answered; the log has the reason");
        });
    }

    private static void refused(HttpResponseException e, Context request) {
        String detail = switch (e.getStatus()) {
            case 404 -> "nothing is served at " + request.path();
            case 405 -> request.method() + " is not for this address";
            default -> "the request was refused";
        };
        if (e instanceof MethodNotAllowedResponse) {
            String allowed = e.getDetails().get("availableMethods");
            if (allowed != null) {
                request.header("Allow", allowed.toUpperCase(Locale.ROOT));
            }
        }
        problem(request, e.getStatus(), HttpStatus.getMessage(e.getStatus()), detail);
    }

    private static void problem(Context request, int status, String title, String detail) {
        request.status(status);
        answer(request, Problem.of(status, title, detail, request.path()));
    }

    private static void answer(Context request, Problem problem) {
        request.contentType(Problem.MEDIA_TYPE).result(problem.json());
    }
}
