package io.riskmonitor.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    private final TokenSecret secret = TokenSecret.random(new SecureRandom());

    private AccessToken token(String name, @Nullable Instant expiresAt) {
        return new AccessToken(name, Role.DESK, secret.sha256(), T0, "local user", expiresAt, null, null);
    }

    @Test
    void shouldKnowTheHolderWhenTheSecretIsShown() {
        Tokens tokens = Tokens.NONE.with(token("amina", null));
        assertThat(tokens.holding(secret.text(), T0))
                .get()
                .extracting(AccessToken::name)
                .isEqualTo("amina");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mrm_", "amina", " "})
    void shouldKnowNobodyWhenAnythingElseIsShown(String shown) {
        Tokens tokens = Tokens.NONE.with(token("amina", null));
        assertThat(tokens.holding(shown, T0)).isEmpty();
        assertThat(tokens.holding(secret.text() + shown + "x", T0)).isEmpty();
        assertThat(tokens.holding(secret.sha256(), T0))
                .as("the hash is no secret")
                .isEmpty();
    }

    @Test
    void shouldEndATokenAtTheMomentItExpires() {
        Tokens tokens = Tokens.NONE.with(token("amina", T0.plusSeconds(10)));
        assertThat(tokens.holding(secret.text(), T0.plusSeconds(9))).isPresent();
        assertThat(tokens.holding(secret.text(), T0.plusSeconds(10))).isEmpty();
    }

    @Test
    void shouldStayConfiguredWhenTheLastTokenIsRevokedOrUnreadable() {
        AccessToken token = token("amina", null);
        Tokens revoked = Tokens.NONE.with(token).with(token.revoked(T0.plusSeconds(1), "local user"));
        assertThat(revoked.holding(secret.text(), T0.plusSeconds(2))).isEmpty();
        assertThat(revoked.anyValidAt(T0.plusSeconds(2))).isFalse();
        assertThat(revoked.configured()).isTrue();
        Tokens unreadable = Tokens.NONE.with(token).without("amina");
        assertThat(unreadable.holding(secret.text(), T0)).isEmpty();
        assertThat(unreadable.configured()).isTrue();
        assertThat(Tokens.NONE.configured()).isFalse();
    }

    @Test
    void shouldMakeSecretsOf256BitsThatAreNotShownByAccident() {
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            TokenSecret one = TokenSecret.random(new SecureRandom());
            assertThat(one.text()).matches("mrm_[A-Za-z0-9_-]{43}");
            assertThat(one.toString()).doesNotContain(one.text().substring(4));
            made.add(one.text());
        }
        assertThat(made).hasSize(100);
    }

    @Test
    void shouldHashAsSha256Does() {
        assertThat(TokenSecret.sha256("abc")) // FIPS 180-2, appendix B.1
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "local user", "Amina", "-x", "a/b", "a\nb", "é"})
    void shouldRefuseNamesThatCouldBeTakenForSomethingElse(String name) {
        assertThatThrownBy(() -> token(name, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name");
    }

    @Test
    void shouldRefuseATokenThatExpiresBeforeItIsMade() {
        assertThatThrownBy(() -> token("amina", T0)).hasMessageContaining("expiresAt");
    }
}
