package io.riskmonitor.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.geo.Names;
import io.riskmonitor.testing.Projects;
import io.riskmonitor.testing.Reports;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterestsTest {
    @Test
    void shouldTakeAProjectThatHasOneNameInAllLanguages() {
        Project imported = Projects.project("fana-gin")
                .names(new Names("Cotton gin at Fana", "Cotton gin at Fana", "Cotton gin at Fana"))
                .always()
                .build();

        Interests interests = new Interests(List.of(), List.of(imported));

        assertThat(interests
                        .named(Reports.report("x:1")
                                .headline("Fire in the cotton gin at Fana")
                                .build())
                        .projects())
                .containsExactly("fana-gin");
    }
}
