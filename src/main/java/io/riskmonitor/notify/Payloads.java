package io.riskmonitor.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.riskmonitor.serde.Json;

/** JSON bodies in UTF-8. */
final class Payloads {
    private Payloads() {}

    static ObjectNode object() {
        return Json.mapper().createObjectNode();
    }

    static byte[] bytes(JsonNode body) {
        try {
            return Json.mapper().writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always written", e);
        }
    }
}
