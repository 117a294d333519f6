package io.riskmonitor.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.access.AccessToken;
import io.riskmonitor.access.Role;
import io.riskmonitor.access.TokenSecret;
import io.riskmonitor.access.Tokens;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    private final AccessToken token = new AccessToken(
            "amina", Role.DESK, TokenSecret.random(new SecureRandom()).sha256(), T0, "local user", null, null, null);
    private final Tokens tokens = Tokens.NONE.with(token);
    private final Sessions sessions = new Sessions();

    @Test
    void shouldStandForItsTokenUntilItsTimeIsOver() {
        String secret = sessions.open("amina", T0).text();
        assertThat(sessions.token(secret, tokens, T0)).contains(token);
        assertThat(sessions.token(secret, tokens, T0.plus(Sessions.LIFETIME))).isEmpty();
        assertThat(sessions.token(secret + "x", tokens, T0)).isEmpty();
    }

    @Test
    void shouldEndWithItsToken() {
        String secret = sessions.open("amina", T0).text();
        assertThat(sessions.token(secret, tokens.with(token.revoked(T0, "local user")), T0))
                .isEmpty();
        assertThat(sessions.token(secret, tokens.without("amina"), T0)).isEmpty();
    }

    @Test
    void shouldEndWhenItIsClosed() {
        String secret = sessions.open("amina", T0).text();
        sessions.close(secret);
        assertThat(sessions.token(secret, tokens, T0)).isEmpty();
    }

    @Test
    void shouldForgetTheOldestWhenThereAreTooMany() {
        String first = sessions.open("amina", T0).text();
        String last = first;
        for (int i = 0; i < 1_000; i++) {
            last = sessions.open("amina", T0).text();
        }
        assertThat(sessions.token(first, tokens, T0)).isEmpty();
        assertThat(sessions.token(last, tokens, T0)).isPresent();
    }
}
