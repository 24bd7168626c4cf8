package dev.aegis.migrations.generate;

import java.util.Locale;
import java.util.stream.Collectors;

/** Texts of models and changelogs as they stand in a message: on one line, and short. */
final class Shown {
    private static final int MAX_LENGTH = 80;

    private Shown() {}

    static String of(String text) {
        String line = onOneLine(text);
        int length = line.codePointCount(0, line.length());
        return length <= MAX_LENGTH ? line : line.substring(0, line.offsetByCodePoints(0, MAX_LENGTH - 1)) + "…";
    }

    /** With an escape in place of each control character. */
    static String onOneLine(String text) {
        return text.codePoints().mapToObj(Shown::visible).collect(Collectors.joining());
    }

    private static String visible(int c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default ->
                Character.isISOControl(c) || c == 0x2028 || c == 0x2029
                        ? String.format(Locale.ROOT, "\\u%04x", c)
                        : Character.toString(c);
        };
    }
}
