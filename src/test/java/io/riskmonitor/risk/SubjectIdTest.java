package io.riskmonitor.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"region/mopti", "project/n-sukala/site", "project/bamako-dakar/07"})
    void shouldBeItselfWhenWrittenAndRead(String text) {
        assertThat(SubjectId.parse(text)).hasToString(text);
    }

    @Test
    void shouldShareTheOwnerWhenSitesAreOfOneProject() {
        assertThat(SubjectId.site("line", "01").ownerKey()).isEqualTo("project/line");
        assertThat(SubjectId.site("line", "02").ownerKey()).isEqualTo("project/line");
        assertThat(SubjectId.region("mopti").ownerKey()).isEqualTo("region/mopti");
        assertThat(SubjectId.Kind.PROJECT.ownerIn("project/line")).contains("line");
        assertThat(SubjectId.Kind.REGION.ownerIn("project/line")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "mopti", "region/", "region/a/b", "project/x", "project//site", "project/x/", "region/a|b"})
    void shouldRefuseWhenTheTextIsNoSubjects(String text) {
        assertThatThrownBy(() -> SubjectId.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRefuseWhenANameWouldBreakAKeyApart() {
        assertThatThrownBy(() -> SubjectId.site("x", "a|b")).hasMessageContaining("a|b");
        assertThatThrownBy(() -> SubjectId.site("x", "a/b")).hasMessageContaining("a/b");
        assertThatThrownBy(() -> new SubjectId(SubjectId.Kind.REGION, "mopti", "site"))
                .hasMessageContaining("site");
    }
}
