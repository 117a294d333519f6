package io.riskmonitor.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.riskmonitor.forecast.Intensity;
import io.riskmonitor.text.WholeFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a new version of a risk model: fitted numbers in the place of the old ones, all else as it was. */
public final class RiskModelWriter {
    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    private RiskModelWriter() {}

    /**
     * What was fitted for one kind of subject.
     *
     * @param fitted on what, and how well
     * @param halfHazard null to leave the old one
     * @param halfHazardReason what the half-hazard means
     */
    public record Fitted(
            Intensity intensity, String fitted, @Nullable Double halfHazard, String halfHazardReason) {}

    /**
     * Writes the model that stands, or the built-in one, with what was fitted.
     *
     * @param base null for the built-in model
     * @throws IOException if the file cannot be written; then none is there, or the old one still is
     */
    public static void write(@Nullable Path base, String version, Fitted region, Fitted site, Path file)
            throws IOException {
        JsonNode model;
        try (InputStream in = base == null ? RiskModelFile.openBuiltIn() : Files.newInputStream(base)) {
            model = MAPPER.readTree(in);
        }
        ((ObjectNode) model).put("version", version);
        forecast(model, "region", region);
        forecast(model, "site", site);
        halfHazard(model, "regionHalfHazard", region);
        halfHazard(model, "siteHalfHazard", site);
        String text = MAPPER.writeValueAsString(model);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        RiskModelFile.read(new ByteArrayInputStream(bytes), file.toString()); // what cannot be read is not written
        WholeFile.write(file, text);
    }

    private static void forecast(JsonNode model, String kind, Fitted fitted) {
        ObjectNode node = (ObjectNode) model.get("forecast").get(kind);
        List<Double> coefficients = fitted.intensity().coefficients();
        node.removeAll();
        node.put("fitted", fitted.fitted());
        node.set("baseRate", number(coefficients.get(0), "fitted, events a day"));
        ArrayNode excitation = node.putArray("excitation");
        for (int k = 1; k < coefficients.size(); k++) {
            excitation.add(number(
                    coefficients.get(k),
                    "fitted, events a day for each unit of "
                            + fitted.intensity().terms().names().get(k)));
        }
        ArrayNode covariance = node.putArray("covariance");
        fitted.intensity().covariance().forEach(row -> {
            ArrayNode numbers = covariance.addArray();
            row.forEach(numbers::add);
        });
    }

    private static void halfHazard(JsonNode model, String name, Fitted fitted) {
        if (fitted.halfHazard() != null) {
            ((ObjectNode) model.get("scores")).set(name, number(fitted.halfHazard(), fitted.halfHazardReason()));
        }
    }

    private static ObjectNode number(double value, String reason) {
        return MAPPER.createObjectNode().put("value", value).put("reason", reason);
    }
}
