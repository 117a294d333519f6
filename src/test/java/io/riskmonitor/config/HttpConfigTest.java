package io.riskmonitor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpConfigTest {
    @Test
    void shouldTakeAPublicAddressWithAPathAndDropTheLastSlash() {
        assertThat(new HttpConfig("127.0.0.1", 0, 1, "https://risk.example.org/mali/").publicAddress())
                .isEqualTo("https://risk.example.org/mali");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "risk.example.org",
                "ftp://risk.example.org",
                "https://",
                "https:///x",
                "https://u:p@risk.example.org",
                "https://risk.example.org/?a=b",
                "https://risk.example.org/#a",
                "https://a b"
            })
    void shouldRefuseAPublicAddressThatNoLinkCanBeginWith(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HttpConfig("127.0.0.1", 0, 1, address))
                .withMessageContaining("public address");
    }
}
