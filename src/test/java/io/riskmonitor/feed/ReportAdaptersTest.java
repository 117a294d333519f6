package io.riskmonitor.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportAdaptersTest {
    @Test
    void shouldFindAdaptersByTheirSource() {
        ReportAdapters adapters = ReportAdapters.all();

        assertThat(adapters.names()).containsExactly("acled", "cap", "desk", "gdelt", "kika", "ucdp");
        assertThat(adapters.named("ucdp")).get().isInstanceOf(UcdpAdapter.class);
        assertThat(adapters.named("rumour")).isEmpty();
    }

    @Test
    void shouldRefuseTwoAdaptersWhenTheyReadForOneSource() {
        assertThatThrownBy(() -> new ReportAdapters(List.of(new DeskAdapter("x"), new DeskAdapter("x"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("x");
    }
}
