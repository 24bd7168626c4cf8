package dev.aegis.scaffold;

import java.util.List;
import java.util.Optional;

/**
 * An element of a POM, and where it stands in the text.
 *
 * @param start of its start tag
 * @param contentStart after its start tag
 * @param contentEnd before its end tag; equal to {@code end} if the element is one tag, as in {@code <modules/>}
 * @param end after its end tag
 * @param text its content, without the space around it
 */
record PomElement(
        String name, int start, int contentStart, int contentEnd, int end, List<PomElement> children, String text) {

    boolean isOneTag() {
        return contentEnd == end;
    }

    Optional<PomElement> child(String wanted) {
        return children.stream().filter(child -> child.name.equals(wanted)).findFirst();
    }

    /** The element that the names lead to, one below the other. */
    Optional<PomElement> at(String... path) {
        Optional<PomElement> element = Optional.of(this);
        for (String step : path) {
            element = element.flatMap(parent -> parent.child(step));
        }
        return element;
    }

    /** The children of that element; none if it does not exist. */
    List<PomElement> list(String... path) {
        return at(path).map(PomElement::children).orElse(List.of());
    }

    Optional<String> value(String... path) {
        return at(path).map(PomElement::text).filter(value -> !value.isEmpty());
    }

    /** What a dependency or plugin is: group, artifact, and a type that is not the usual one. */
    String key() {
        String type = value("type")
                .filter(given -> !given.equals("jar"))
                .map(given -> ":" + given)
                .orElse("");
        return value("groupId").orElse("org.apache.maven.plugins") + ":"
                + value("artifactId").orElse("") + type;
    }
}
