package io.riskmonitor.feed;

import java.util.List;
import java.util.Optional;

/**
 * An element of a CAP alert with what stands in it.
 *
 * @param name its name without the namespace
 * @param text its own text, stripped; empty for an element of elements
 */
record CapElement(String name, String text, List<CapElement> children) {
    List<CapElement> all(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).toList();
    }

    List<String> texts(String childName) {
        return all(childName).stream()
                .map(CapElement::text)
                .filter(childText -> !childText.isEmpty())
                .toList();
    }

    Optional<String> first(String childName) {
        return texts(childName).stream().findFirst();
    }
}
