package dev.aegis.docs.pages;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The comment on the line before a block, which says what proves the block: {@code <!-- run: here -->}. What there is,
 * CONTRIBUTING.md explains.
 */
record Mark(String kind, String value) {

    private static final Pattern FORM = Pattern.compile("<!-- ([a-z ]+?)(?:: (.+))? -->");

    static Optional<Mark> of(String line) {
        Matcher matcher = FORM.matcher(line.strip());
        return matcher.matches()
                ? Optional.of(new Mark(matcher.group(1), Objects.requireNonNullElse(matcher.group(2), "")))
                : Optional.empty();
    }
}
