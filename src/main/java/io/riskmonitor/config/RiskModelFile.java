package io.riskmonitor.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.riskmonitor.forecast.Intensity;
import io.riskmonitor.incident.IncidentType;
import io.riskmonitor.incident.Target;
import io.riskmonitor.risk.AffinityModel;
import io.riskmonitor.risk.Decay;
import io.riskmonitor.risk.ForecastModel;
import io.riskmonitor.risk.RiskModel;
import io.riskmonitor.risk.SeverityModel;
import io.riskmonitor.risk.SpatialKernel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Reads {@code risk-model.yaml}: every number with its reason, nothing unknown, nothing left out.
 */
public final class RiskModelFile {
    private static final String BUILT_IN = "/io/riskmonitor/risk-model.yaml";
    private static final ObjectReader READER = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build()
            .readerFor(ModelYaml.class);

    private RiskModelFile() {}

    /** A number and why it is that number. */
    private record Reasoned(double value, String reason) {
        @SuppressWarnings("UnusedMethod") // Jackson calls it
        Reasoned {
            requireReason(reason);
        }
    }

    private static void requireReason(String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a number without a reason");
        }
    }

    private record ModelYaml(
            String version,
            SeverityYaml severity,
            List<DecayYaml> decay,
            KernelYaml kernel,
            AffinityYaml affinity,
            ScoresYaml scores,
            ForecastYaml forecast) {}

    private record SeverityYaml(
            Map<IncidentType, Reasoned> base, Reasoned fatalities, Reasoned abducted, Reasoned injured) {}

    private record DecayYaml(double halfLifeDays, double weight, String reason) {
        @SuppressWarnings("UnusedMethod") // Jackson calls it
        DecayYaml {
            requireReason(reason);
        }
    }

    private record KernelYaml(Reasoned sigmaKm, Reasoned cutoff) {}

    private record AffinityYaml(Map<Target, Reasoned> gains, Reasoned other) {}

    private record ScoresYaml(Reasoned regionHalfHazard, Reasoned siteHalfHazard) {}

    private record ForecastYaml(List<HalfLifeYaml> halfLives, IntensityYaml region, IntensityYaml site) {}

    private record HalfLifeYaml(double halfLifeDays, String reason) {
        @SuppressWarnings("UnusedMethod") // Jackson calls it
        HalfLifeYaml {
            requireReason(reason);
        }
    }

    /** @param covariance of the base rate and the excitation in their order; empty if they are set by hand */
    private record IntensityYaml(
            String fitted, Reasoned baseRate, List<Reasoned> excitation, List<List<Double>> covariance) {
        @SuppressWarnings("UnusedMethod") // Jackson calls it
        IntensityYaml {
            requireReason(fitted);
        }
    }

    /** The model that comes with the monitor. */
    public static RiskModel builtIn() {
        try (InputStream in = openBuiltIn()) {
            return read(in, "risk-model.yaml (built in)");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static InputStream openBuiltIn() {
        return Objects.requireNonNull(RiskModelFile.class.getResourceAsStream(BUILT_IN));
    }

    /** @throws InvalidFileException if the file is missing, is not YAML, or a field is unknown, missing or out of range */
    public static RiskModel read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
        } catch (IOException e) {
            throw new InvalidFileException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    static RiskModel read(InputStream in, String name) {
        try {
            ModelYaml yaml = READER.readValue(in);
            if (yaml == null) {
                throw new InvalidFileException(name + ": is empty");
            }
            return model(yaml);
        } catch (JsonMappingException e) {
            throw new InvalidFileException(name + ":" + line(e) + ": " + path(e) + ": " + reason(e), e);
        } catch (JsonProcessingException e) {
            throw new InvalidFileException(name + ":" + line(e) + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new InvalidFileException(name + ": cannot be read: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new InvalidFileException(name + ": " + e.getMessage(), e);
        }
    }

    private static RiskModel model(ModelYaml y) {
        Decay decay = new Decay(
                y.decay().stream().map(d -> days(d.halfLifeDays())).toList(),
                y.decay().stream().map(DecayYaml::weight).toList(),
                y.forecast().halfLives().stream()
                        .map(h -> days(h.halfLifeDays()))
                        .toList());
        return new RiskModel(
                y.version(),
                new SeverityModel(
                        values(y.severity().base()),
                        y.severity().fatalities().value(),
                        y.severity().abducted().value(),
                        y.severity().injured().value()),
                decay,
                new SpatialKernel(
                        y.kernel().sigmaKm().value(), y.kernel().cutoff().value()),
                new AffinityModel(
                        values(y.affinity().gains()), y.affinity().other().value()),
                y.scores().regionHalfHazard().value(),
                y.scores().siteHalfHazard().value(),
                forecast(y.forecast().region(), decay),
                forecast(y.forecast().site(), decay));
    }

    private static ForecastModel forecast(IntensityYaml y, Decay decay) {
        double base = y.baseRate().value();
        List<Double> excitation = y.excitation().stream().map(Reasoned::value).toList();
        if (y.covariance().isEmpty()) {
            return ForecastModel.provisional(decay, base, excitation);
        }
        List<Double> coefficients = new ArrayList<>(List.of(base));
        coefficients.addAll(excitation);
        return new ForecastModel(new Intensity(ForecastModel.terms(decay), coefficients, y.covariance()), y.fitted());
    }

    private static <K> Map<K, Double> values(Map<K, Reasoned> reasoned) {
        return reasoned.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().value()));
    }

    private static Duration days(double days) {
        return Duration.ofMillis(Math.round(days * Duration.ofDays(1).toMillis()));
    }

    private static int line(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        return at == null ? 0 : at.getLineNr();
    }

    /** Jackson's own words, but for a missing field, where they name a switch inside Jackson. */
    private static String reason(JsonMappingException e) {
        return e.getOriginalMessage().startsWith("Missing creator property") ? "is missing" : e.getOriginalMessage();
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(r -> r.getFieldName() != null ? r.getFieldName() : "[" + r.getIndex() + "]")
                .collect(Collectors.joining("."));
    }
}
