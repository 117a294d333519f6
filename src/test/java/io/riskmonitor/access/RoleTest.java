package io.riskmonitor.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleTest {
    /** The matrix as it is agreed; README shows the same. */
    @ParameterizedTest
    @CsvSource({
        "VIEWER,  READ",
        "DESK,    READ ENTER_INCIDENTS",
        "OFFICER, READ ACT_ON_ALERTS",
        "ANALYST, READ REPLAY",
        "ADMIN,   READ ENTER_INCIDENTS ACT_ON_ALERTS REPLAY CHANGE_REGISTRY READ_AUDIT ADMINISTER_TOKENS"
    })
    void shouldAllowWhatTheMatrixSays(Role role, String permissions) {
        Set<String> allowed = new TreeSet<>(Arrays.asList(permissions.split(" ")));
        assertThat(role.permissions()).extracting(Permission::name).containsExactlyInAnyOrderElementsOf(allowed);
    }

    @Test
    void shouldLetNobodyWithoutATokenMakeTheFirstOne() {
        assertThat(Caller.loopback().may(Permission.ADMINISTER_TOKENS)).isFalse();
        assertThat(Caller.loopback().may(Permission.HAND_OVER)).isFalse();
        assertThat(Caller.loopback().may(Permission.ENTER_INCIDENTS)).isTrue();
        assertThat(Caller.command().permissions()).containsExactlyInAnyOrder(Permission.values());
    }
}
