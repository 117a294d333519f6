package io.riskmonitor.ops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.riskmonitor.risk.Level;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The level colours, told apart by lightness as well as by hue: pale blue over yellow and orange to dark violet stay in
 * order for the colour-blind and in greyscale. What is well looks like LOW, what is not like HIGH.
 */
final class Colours {
    static final String UNKNOWN = "#bdbdbd";
    private static final String PLAIN = "#8c8c8c";

    private Colours() {}

    static String of(Level level) {
        return switch (level) {
            case LOW -> "#a6cee3";
            case MODERATE -> "#fee391";
            case SUBSTANTIAL -> "#fe9929";
            case HIGH -> "#d95f0e";
            case CRITICAL -> "#7a0177";
        };
    }

    /** @param level in lower case */
    static String of(String level) {
        return of(Level.valueOf(level.toUpperCase(Locale.ROOT)));
    }

    /** @param colour {@code level}, {@code unknown}, {@code plain}, nothing, or {@code {bad-from: N}} */
    static ArrayNode steps(JsonNode colour) {
        ArrayNode steps = JsonNodeFactory.instance.arrayNode();
        if (colour.has("bad-from")) {
            step(steps, of(Level.LOW), null);
            step(steps, of(Level.HIGH), colour.get("bad-from").doubleValue());
        } else if (colour.asText().equals("level")) {
            for (Level level : Level.values()) {
                step(steps, of(level), level == Level.LOW ? null : level.from());
            }
        } else {
            step(steps, colour.asText().equals("unknown") ? UNKNOWN : PLAIN, null);
        }
        return steps;
    }

    /** @param from null for the colour of everything below the next step */
    private static void step(ArrayNode steps, String colour, @Nullable Double from) {
        steps.addObject().put("color", colour).put("value", from);
    }
}
