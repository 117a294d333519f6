package io.riskmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before a broker is started. */
class ReplayCommandTest {
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path dir;

    private Path out = Path.of("out");

    @BeforeEach
    void placeOutputs() {
        out = dir.resolve("out");
    }

    private int run(String... arguments) {
        return RootCommand.commandLine()
                .setOut(new PrintWriter(new StringWriter(), true))
                .setErr(new PrintWriter(err, true))
                .execute(Stream.concat(
                                Stream.of(
                                        "replay",
                                        "--out",
                                        out.toString(),
                                        "--data-dir",
                                        dir.resolve("data").toString()),
                                Stream.of(arguments))
                        .toArray(String[]::new));
    }

    @Test
    void shouldRefuseAFolderThatExists() throws IOException {
        Files.createDirectory(out);

        assertThat(run("--history", "--from", "2015-11-01", "--to", "2015-11-30"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("exists already");
        assertThat(out).isEmptyDirectory();
    }

    @Test
    void shouldRefuseAnEndInTheFuture() {
        assertThat(run("--history", "--from", "2015-11-01", "--to", "2999-11-30"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("lies in the future");
    }

    @Test
    void shouldRefuseASpanTheWrongWayRound() {
        assertThat(run("--history", "--from", "2015-12-01", "--to", "2015-11-01"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("does not lie before");
    }

    @Test
    void shouldRefuseAFileThatTellsOfNothing() throws IOException {
        Path file = Files.writeString(dir.resolve("nothing.csv"), "a,b,c\n1,2,3\n");

        assertThat(run("--incidents", file.toString(), "--from", "2015-11-01", "--to", "2015-11-30"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("nothing.csv: no row tells of an incident");
        assertThat(dir.resolve("data")).doesNotExist();
    }

    @Test
    void shouldCallItWrongUsageWhenThereIsNoInputOrNoStep() {
        assertThat(run("--from", "2015-11-01", "--to", "2015-11-30")).isEqualTo(2);
        assertThat(run("--history", "--from", "2015-11-01", "--to", "2015-11-30", "--tick", "soon"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("'soon' is no length of time");
    }

    @Test
    void shouldRefuseToLeaveOutAnIncidentThatNobodyTellsOf() {
        assertThat(run("--history", "--from", "2015-11-01", "--to", "2015-11-30", "--without", "desk:nowhere"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("the inputs do not tell of the incident 'desk:nowhere'");
        assertThat(dir.resolve("data")).doesNotExist();
    }

    @Test
    void shouldCallItWrongUsageWhenWhatIsLeftOutIsNoIncident() {
        assertThat(run("--history", "--from", "2015-11-01", "--to", "2015-11-30", "--without", "nowhere"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("'nowhere' is no incident");
    }
}
