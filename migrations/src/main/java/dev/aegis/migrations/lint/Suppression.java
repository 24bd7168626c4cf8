package dev.aegis.migrations.lint;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * That a changeset may break a rule, and why: {@code lint-allow RULE: reason} in the changeset's comment, one a line or
 * several separated by semicolons. Liquibase's checksum leaves the comment out.
 *
 * @param reason empty if none was given, which is not allowed
 */
record Suppression(String rule, String reason) {
    private static final String KEYWORD = "lint-allow";
    private static final Pattern FORM = Pattern.compile(KEYWORD + "\\s+([a-z0-9-]+)\\s*(?::\\s*(.*))?");

    static List<Suppression> in(String comment) {
        return Arrays.stream(comment.split("[;\\n]"))
                .map(String::strip)
                .filter(part -> part.startsWith(KEYWORD))
                .map(Suppression::parse)
                .toList();
    }

    private static Suppression parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return new Suppression(text.substring(KEYWORD.length()).strip(), "");
        }
        String reason = matcher.group(2);
        return new Suppression(matcher.group(1), reason == null ? "" : reason.strip());
    }
}
