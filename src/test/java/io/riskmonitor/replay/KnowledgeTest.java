package io.riskmonitor.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.config.RegionsFile;
import io.riskmonitor.geo.JtsRegionIndex;
import io.riskmonitor.incident.Report;
import io.riskmonitor.incident.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnowledgeTest {
    private static final JtsRegionIndex REGIONS = JtsRegionIndex.of(RegionsFile.builtIn());
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String HEADING = "id,type,occurredFrom,occurredTo,lat,lon,fatalitiesBest,recordedAt\n";

    @TempDir
    private Path dir;

    private ReplayInputs read(String name, String rows) throws IOException {
        Path file = Files.writeString(dir.resolve(name), HEADING + rows);
        return ReplayInputs.files(List.of(file), "desk", REGIONS, NOW);
    }

    @Test
    void shouldKeepEveryRevisionAtItsOwnMomentWhenAsKnown() throws IOException {
        Knowledge.Told told = Knowledge.AS_KNOWN.tell(read("a.csv", """
                        gao,ARMED_CLASH,2015-11-20,2015-11-20,16.27,-0.04,3,2015-11-21T00:00:00Z
                        gao,ARMED_CLASH,2015-11-20,2015-11-20,16.27,-0.04,9,2015-12-24T00:00:00Z
                        """).revisions());

        assertThat(told.revisions())
                .extracting(Revision::recordedAt)
                .containsExactly(Instant.parse("2015-11-21T00:00:00Z"), Instant.parse("2015-12-24T00:00:00Z"));
        assertThat(told.by(Instant.parse("2015-12-01T00:00:00Z")).revisions()).hasSize(1);
        assertThat(told.assumed()).isEmpty();
    }

    @Test
    void shouldTakeTheSourcesLagAndSaySoWhenARowIsNotDated() throws IOException {
        Knowledge.Told told =
                Knowledge.AS_KNOWN.tell(read("a.csv", "gao,ARMED_CLASH,2015-11-20,2015-11-20,16.27,-0.04,3,\n")
                        .revisions());

        assertThat(told.revisions()).hasSize(1);
        Revision revision = told.revisions().get(0);
        Report body = Objects.requireNonNull(revision.body());
        assertThat(revision.recordedAt()).isEqualTo(body.occurredTo().plus(ReportingLags.of("desk")));
        assertThat(told.assumed()).containsOnly(Map.entry("desk", new Knowledge.Assumed(ReportingLags.of("desk"), 1)));
    }

    @Test
    void shouldTellTheLatestRevisionFromTheEndOfItsIncidentOnWhenNotAsKnown() throws IOException {
        Knowledge.Told told = Knowledge.LATEST.tell(read("a.csv", """
                        gao,ARMED_CLASH,2015-11-20,2015-11-20,16.27,-0.04,9,2015-12-24T00:00:00Z
                        gao,ARMED_CLASH,2015-11-20,2015-11-20,16.27,-0.04,3,2015-11-21T00:00:00Z
                        """).revisions());

        assertThat(told.revisions()).hasSize(1);
        Revision revision = told.revisions().get(0);
        Report body = Objects.requireNonNull(revision.body());
        assertThat(body.fatalities().best()).isEqualTo(9);
        assertThat(revision.recordedAt()).isEqualTo(body.occurredTo());
    }

    @Test
    void shouldTellTheSameWhenTheFileIsInAnotherOrder() throws IOException {
        String one = "one,ARMED_CLASH,2015-11-20,2015-11-20,16.27,-0.04,9,2015-12-24T00:00:00Z\n";
        String two = "two,ARMED_CLASH,2015-11-20,2015-11-20,16.27,-0.04,3,2015-12-24T00:00:00Z\n";
        for (Knowledge knowledge : Knowledge.values()) {
            assertThat(knowledge.tell(read("a.csv", one + two).revisions()))
                    .isEqualTo(knowledge.tell(read("b.csv", two + one).revisions()));
        }
    }

    @Test
    void shouldKnowWhoseFileItIsByItsContent() throws IOException {
        Path file = Files.writeString(
                dir.resolve("a.csv"), HEADING + "gao,ARMED_CLASH,2015-11-20,2015-11-20,16.27,-0.04,3,\n");

        assertThat(ReplayInputs.files(List.of(dir), null, REGIONS, NOW).inputs())
                .extracting(ReplayInputs.Input::source)
                .containsExactly("desk");
        assertThat(file).exists();
    }
}
