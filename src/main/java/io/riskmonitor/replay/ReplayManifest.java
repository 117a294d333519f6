package io.riskmonitor.replay;

import io.riskmonitor.config.InvalidFileException;
import io.riskmonitor.config.World;
import io.riskmonitor.incident.ReportId;
import io.riskmonitor.risk.Decay;
import io.riskmonitor.serde.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * All that the outputs of a replay depend on. Two runs with the same manifest have the same outputs, byte for byte; with how
 * many partitions and threads they were made is no part of it.
 *
 * @param program version of the program and of its source
 * @param revisionsSha256 of what was told and when, in order: files that tell the same in another order have the same
 */
public record ReplayManifest(
        Program program,
        ReplayInputs inputs,
        ReplaySpan span,
        Knowledge knowledge,
        Knowledge.Told told,
        String revisionsSha256,
        World world) {
    /** @param git the commit that it was built from, or {@code unknown} */
    public record Program(String version, String git) {
        /** The program that runs; of a build that could not tell its commit {@code unknown}. */
        public static Program running() {
            String version = ReplayManifest.class.getPackage().getImplementationVersion();
            try (InputStream in = ReplayManifest.class.getResourceAsStream("/io/riskmonitor/git.properties")) {
                Properties facts = new Properties();
                if (in != null) {
                    facts.load(in);
                }
                return new Program(
                        version == null ? "(unpacked)" : version, facts.getProperty("git.commit.id.abbrev", "unknown"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public static ReplayManifest of(
            Program program, ReplayInputs inputs, ReplaySpan span, Knowledge knowledge, World world) {
        Knowledge.Told told = knowledge.tell(inputs.revisions()).by(span.to());
        return new ReplayManifest(program, inputs, span, knowledge, told, sha256(JsonText.of(told.revisions())), world);
    }

    /** @throws InvalidFileException if nothing was known by the end */
    public void requireSomethingTold() {
        if (told.revisions().isEmpty()) {
            throw new InvalidFileException("nothing was known by " + span.to() + ": there is nothing to replay");
        }
    }

    /** As JSON, without the outputs. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", program.version());
        json.put("gitVersion", program.git());
        json.put("from", span.from());
        json.put("to", span.to());
        json.put("tick", span.tick().toString());
        json.put("asKnown", knowledge == Knowledge.AS_KNOWN);
        json.put("assumedLags", assumed());
        json.put("inputs", inputs.inputs());
        json.put("rows", inputs.rows());
        json.put("rowsLeftOut", inputs.refused());
        if (!inputs.without().isEmpty()) {
            json.put(
                    "without", inputs.without().stream().map(ReportId::toString).toList());
        }
        json.put("revisions", told.revisions().size());
        json.put("revisionsSha256", revisionsSha256);
        json.put("modelVersion", world.model().version());
        json.put("decay", decay());
        json.put("modelAndRegionsSha256", sha256(world.identity()));
        json.put("registrySha256", sha256(JsonText.of(List.copyOf(world.registry()))));
        json.put("alertRulesVersion", world.rules().version());
        json.put("alertRulesSha256", sha256(world.rules().toString()));
        json.put("seed", 0); // nothing in a replay is random
        return json;
    }

    private Map<String, Object> decay() {
        Decay decay = world.model().decay();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("halfLives", decay.halfLives().stream().map(Duration::toString).toList());
        json.put("weights", decay.weights());
        return json;
    }

    private Map<String, Object> assumed() {
        Map<String, Object> bySource = new TreeMap<>();
        told.assumed().forEach((source, assumed) -> {
            Map<String, Object> one = new TreeMap<>();
            one.put("lag", assumed.lag().toString());
            one.put("revisions", assumed.revisions());
            bySource.put(source, one);
        });
        return bySource;
    }

    /** Changes whenever anything does that the outputs depend on. */
    public String fingerprint() {
        return sha256(JsonText.of(json()));
    }

    private static String sha256(String text) {
        return FileHash.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
