package io.riskmonitor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riskmonitor.incident.IncidentType;
import io.riskmonitor.risk.RiskModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class RiskModelFileTest {
    private static String builtInText() {
        try (InputStream in =
                Objects.requireNonNull(RiskModelFile.class.getResourceAsStream("/io/riskmonitor/risk-model.yaml"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RiskModel read(String text) {
        return RiskModelFile.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "model.yaml");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(String from, String to) {
        String text = builtInText();
        assertThat(text).contains(from);
        return assertThatThrownBy(() -> read(text.replace(from, to)))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageStartingWith("model.yaml");
    }

    @Test
    void shouldHoldTheDesignsNumbersWhenBuiltIn() {
        RiskModel model = RiskModelFile.builtIn();
        assertThat(model.decay().halfLives())
                .containsExactly(Duration.ofDays(7), Duration.ofDays(28), Duration.ofDays(180));
        assertThat(model.decay().weights()).containsExactly(0.5, 0.35, 0.15);
        assertThat(model.kernel().sigmaKm()).isEqualTo(20);
        assertThat(model.severity().fatalitiesWeight()).isEqualTo(1);
        assertThat(model.severity().abductedWeight()).isEqualTo(0.5);
        assertThat(model.severity().injuredWeight()).isEqualTo(0.25);
        assertThat(model.severity().base()).containsOnlyKeys(IncidentType.values());
    }

    @Test
    void shouldNameTheLineAndTheFieldWhenAFieldIsUnknown() {
        assertRefused("kernel:\n", "kernel:\n  sigmaMiles: {value: 12, reason: \"as the crow flies\"}\n")
                .hasMessageMatching("model.yaml:\\d+: kernel.sigmaMiles: .*");
    }

    @Test
    void shouldNameTheFieldWhenItIsMissingOrNoNumber() {
        assertRefused("sigmaKm:", "sigmaMiles:").hasMessageContaining("kernel.sigmaKm: is missing");
        assertRefused("abducted: {value: 0.5,", "abducted: {").hasMessageContaining("value");
        assertRefused("abducted: {value: 0.5,", "abducted: {value: half,").hasMessageContaining("abducted");
        assertRefused("    THREAT: {value: 0.4, reason: \"announced, not done\"}\n", "")
                .hasMessageContaining("THREAT");
    }

    @Test
    void shouldRefuseWhenANumberHasNoReason() {
        assertRefused("reason: \"announced, not done\"", "reason: \" \"").hasMessageContaining("without a reason");
        assertRefused("reason: \"the wave of the week: attacks come in clusters\"", "reason: \"\"")
                .hasMessageContaining("without a reason");
    }

    @Test
    void shouldRefuseWhenANumberIsOutOfRange() {
        assertRefused("halfLifeDays: 28", "halfLifeDays: 3").hasMessageContaining("half-lives");
        assertRefused("weight: 0.35", "weight: 0.36").hasMessageContaining("sum to 1");
        assertRefused("sigmaKm: {value: 20", "sigmaKm: {value: -20").hasMessageContaining("reach");
        assertRefused("regionHalfHazard: {value: 13", "regionHalfHazard: {value: -13")
                .hasMessageContaining("half-hazard");
        assertRefused("other: {value: 1.5", "other: {value: \"NaN\"").hasMessageContaining("gains");
    }

    @Test
    void shouldRefuseWhenAFieldStandsTwice() {
        assertRefused("forecast:\n", "version: again\nforecast:\n").hasMessageContaining("version");
    }

    @Test
    void shouldRefuseWhenTheFileIsEmptyOrNotThereOrNotYaml() {
        assertThatThrownBy(() -> read("")).isInstanceOf(InvalidFileException.class);
        assertThatThrownBy(() -> read("---\n")).isInstanceOf(InvalidFileException.class);
        assertThatThrownBy(() -> read("{ : ]")).isInstanceOf(InvalidFileException.class);
        assertThatThrownBy(() -> RiskModelFile.read(Path.of("no-such-model.yaml")))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("no-such-model.yaml");
    }
}
