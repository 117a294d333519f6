package io.riskmonitor.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;

class RateLimitsTest {
    @Test
    void shouldRefuseOneTooManyOfOneCallerAndServeTheOthers() {
        RateLimits limits = new RateLimits(1);
        for (int i = 0; i < 10; i++) {
            limits.count("token amina");
        }
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> limits.count("token amina"));
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.retryAfter()).hasSeconds(10);
        assertThatCode(() -> limits.count("token boubacar")).doesNotThrowAnyException();
        assertThatCode(() -> limits.count("address amina")).doesNotThrowAnyException();
    }
}
