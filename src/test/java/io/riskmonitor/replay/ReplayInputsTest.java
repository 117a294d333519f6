package io.riskmonitor.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riskmonitor.config.InvalidFileException;
import io.riskmonitor.config.World;
import io.riskmonitor.incident.ReportId;
import io.riskmonitor.testing.LiveMonitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayInputsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String HEADING = "id,type,occurredFrom,occurredTo,lat,lon,fatalitiesBest,recordedAt\n";
    private static final String GAO = "gao,ARMED_CLASH,2015-11-20,2015-11-20,16.27,-0.04,3,2015-11-21T00:00:00Z\n";
    private static final String GAO_AGAIN =
            "gao,ARMED_CLASH,2015-11-20,2015-11-20,16.27,-0.04,9,2015-11-24T00:00:00Z\n";
    private static final String SUKALA = "sukala,ARMED_CLASH,2015-11-22,2015-11-22,13.9,-6.04,2,2015-11-23T00:00:00Z\n";
    private static final ReportId GAO_ID = ReportId.parse("desk:gao");

    @TempDir
    private Path dir;

    private final World world = World.load(LiveMonitor.config(Path.of("unset"), Duration.ofSeconds(1), null));

    private ReplayInputs read(String rows) throws IOException {
        Path file = Files.writeString(dir.resolve("a.csv"), HEADING + rows);
        return ReplayInputs.files(List.of(file), "desk", world.regions(), NOW);
    }

    private ReplayManifest manifest(ReplayInputs inputs, Knowledge knowledge) {
        ReplaySpan span = ReplaySpan.of(
                Instant.parse("2015-11-01T00:00:00Z"), Instant.parse("2015-12-01T00:00:00Z"), Duration.ofDays(1), NOW);
        return ReplayManifest.of(new ReplayManifest.Program("test", "unknown"), inputs, span, knowledge, world);
    }

    @Test
    void shouldTellWhatAFileWithoutTheIncidentTells() throws IOException {
        ReplayInputs without = read(GAO + SUKALA + GAO_AGAIN).without(Set.of(GAO_ID));
        ReplayInputs never = read(SUKALA);

        for (Knowledge knowledge : Knowledge.values()) {
            assertThat(manifest(without, knowledge).told())
                    .isEqualTo(manifest(never, knowledge).told());
        }
    }

    @Test
    void shouldSayInTheManifestWhatIsLeftOut() throws IOException {
        ReplayInputs all = read(GAO + SUKALA);
        ReplayManifest whole = manifest(all, Knowledge.AS_KNOWN);
        ReplayManifest less = manifest(all.without(Set.of(GAO_ID)), Knowledge.AS_KNOWN);

        assertThat(whole.json()).doesNotContainKey("without");
        assertThat(less.json()).containsEntry("without", List.of("desk:gao"));
        assertThat(less.json().get("inputs")).isEqualTo(whole.json().get("inputs"));
        assertThat(less.fingerprint()).isNotEqualTo(whole.fingerprint());
    }

    @Test
    void shouldRefuseToLeaveOutWhatIsNotTold() throws IOException {
        ReplayInputs all = read(GAO);

        assertThatThrownBy(() -> all.without(Set.of(ReportId.parse("desk:gap"))))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("'desk:gap'");
    }
}
