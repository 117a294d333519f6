package io.riskmonitor.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Reads a YAML or JSON document into nodes that know their lines. Binding straight to records would stop at the first
 * mistake and forget where the others stand.
 */
final class DocumentParser {
    /** Room for a registry of tens of thousands of projects; SnakeYAML's own limit is 3 million. */
    private static final int MAX_CODE_POINTS = 256 * 1024 * 1024;

    private final Findings findings;
    private final JsonParser parser;

    private DocumentParser(Findings findings, JsonParser parser) {
        this.findings = findings;
        this.parser = parser;
    }

    /** The root, or nothing if the text is not a document; why not is then among the findings. */
    static Optional<DocumentNode> parse(String text, Findings findings) {
        try (JsonParser parser = factory(findings.file()).createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                findings.add(1, "the file is empty");
                return Optional.empty();
            }
            DocumentNode root = new DocumentParser(findings, parser).node(first);
            if (parser.nextToken() != null) {
                findings.add(line(parser.currentTokenLocation()), "a second document begins; one file holds one");
            }
            return Optional.of(root);
        } catch (JsonProcessingException e) {
            findings.add(line(e.getLocation()), reason(e));
        } catch (IOException e) {
            findings.add(0, "cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static JsonFactory factory(String file) {
        if (file.endsWith(".json")) {
            return new JsonFactory();
        }
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_CODE_POINTS);
        return YAMLFactory.builder().loaderOptions(options).build();
    }

    private DocumentNode node(JsonToken token) throws IOException {
        int line = line(parser.currentTokenLocation());
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            findings.add(line, "'*" + parser.getText() + "': aliases are not read, write the value out");
        }
        if (token == JsonToken.START_OBJECT) {
            return new DocumentNode.Mapping(line, entries());
        }
        if (token == JsonToken.START_ARRAY) {
            List<DocumentNode> items = new ArrayList<>();
            for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY && t != null; t = parser.nextToken()) {
                items.add(node(t));
            }
            return new DocumentNode.Sequence(line, List.copyOf(items));
        }
        String text = token == JsonToken.VALUE_NULL ? "" : parser.getText().strip();
        return new DocumentNode.Scalar(line, text.isEmpty() ? null : text);
    }

    private Map<String, DocumentNode.Entry> entries() throws IOException {
        Map<String, DocumentNode.Entry> entries = new LinkedHashMap<>();
        for (JsonToken t = parser.nextToken(); t == JsonToken.FIELD_NAME; t = parser.nextToken()) {
            String key = parser.currentName();
            int line = line(parser.currentTokenLocation());
            DocumentNode.Entry earlier = entries.put(key, new DocumentNode.Entry(line, node(parser.nextToken())));
            if (earlier != null) {
                findings.add(line, "key '" + key + "' was already given on line " + earlier.line());
            }
        }
        return entries;
    }

    private static int line(JsonLocation location) {
        return location == null ? 0 : Math.max(0, location.getLineNr());
    }

    private static String reason(JsonProcessingException e) {
        if (e.getCause() instanceof MarkedYAMLException marked && marked.getProblem() != null) {
            return marked.getProblem();
        }
        return e.getOriginalMessage().lines().findFirst().orElse("is not YAML or JSON");
    }
}
