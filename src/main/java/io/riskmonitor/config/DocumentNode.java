package io.riskmonitor.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node of a YAML or JSON document that knows the line it begins on. */
sealed interface DocumentNode {
    int line();

    /** What the node is, in words for a message: {@code text}, {@code a list}, {@code a mapping}, {@code nothing}. */
    String shape();

    /** The scalar's text as written; null if it is not a scalar or is empty. */
    default @Nullable String text() {
        return null;
    }

    /** The list's items; null if it is not a list. */
    default @Nullable List<DocumentNode> items() {
        return null;
    }

    /** The mapping's entries in order; null if it is not a mapping. */
    default @Nullable Map<String, Entry> entries() {
        return null;
    }

    /** A value of a mapping and the line of its key. */
    record Entry(int line, DocumentNode value) {}

    record Scalar(int line, @Nullable String text) implements DocumentNode {
        @Override
        public String shape() {
            return text == null ? "nothing" : "text";
        }
    }

    record Sequence(int line, List<DocumentNode> items) implements DocumentNode {
        @Override
        public String shape() {
            return "a list";
        }
    }

    record Mapping(int line, Map<String, Entry> entries) implements DocumentNode {
        @Override
        public String shape() {
            return "a mapping";
        }
    }
}
