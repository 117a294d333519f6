package io.riskmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.riskmonitor.config.RiskModelFile;
import io.riskmonitor.risk.ForecastModel;
import io.riskmonitor.risk.RiskModel;
import io.riskmonitor.testing.SharedData;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrateCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path dir;

    private int run(String to, String... more) {
        String[] args = new String[7 + more.length];
        System.arraycopy(
                new String[] {
                    "calibrate",
                    "--incidents",
                    SharedData.file("ucdp/ged211_liptako_14col.csv").toString(),
                    "--to",
                    to,
                    "--out",
                    dir.resolve("model.yaml").toString()
                },
                0,
                args,
                0,
                7);
        System.arraycopy(more, 0, args, 7, more.length);
        return RootCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }

    private static void assertSame(ForecastModel fitted, ForecastModel builtIn) {
        assertThat(builtIn.isProvisional()).isFalse();
        assertThat(builtIn.fitted()).isEqualTo(fitted.fitted());
        for (int k = 0; k < 5; k++) {
            double value = fitted.intensity().coefficients().get(k);
            assertThat(builtIn.intensity().coefficients().get(k))
                    .as(fitted.intensity().terms().names().get(k))
                    .isCloseTo(value, within(1e-5 * value));
        }
    }

    @Test
    void shouldFindTheBuiltInNumbersWhenFittedOnTheirData() {
        assertThat(run("2020-12-31")).as(err.toString()).isZero();

        RiskModel fitted = RiskModelFile.read(dir.resolve("model.yaml"));
        RiskModel builtIn = RiskModelFile.builtIn();
        assertSame(fitted.regionForecast(), builtIn.regionForecast());
        assertSame(fitted.siteForecast(), builtIn.siteForecast());
        assertThat(builtIn.regionHalfHazard()).isCloseTo(fitted.regionHalfHazard(), within(1e-3));
        assertThat(builtIn.siteHalfHazard()).isCloseTo(fitted.siteHalfHazard(), within(1e-5));
        assertThat(fitted.version()).isEqualTo("2020-12-31-9095dc66");
        assertThat(fitted.severity()).isEqualTo(builtIn.severity());
        assertThat(out.toString()).contains("converged").contains("5.00 % of 26307 days above HIGH");
    }

    @Test
    void shouldWriteNothingWhenTheHistoryDoesNotReachSoFar() throws IOException {
        assertThat(run("2023-12-31")).isEqualTo(1);

        assertThat(err.toString()).contains("the incidents end with 2021-01-01");
        assertThat(Files.exists(dir.resolve("model.yaml"))).isFalse();
    }

    @Test
    void shouldSayWhyWhenUsedWrongly() {
        assertThat(run("2018-12-31", "--from", "2019-06-01")).isEqualTo(2);
        assertThat(err.toString()).contains("--from 2019-06-01 is not before --to 2018-12-31");
    }
}
