package dev.aegis.migrations.fuzz;

import java.util.Set;
import java.util.regex.Pattern;

/** Something that a generated migration did and must not do. */
final class Violation extends Exception {
    private static final long serialVersionUID = 1L;
    private static final Pattern NUMBERS = Pattern.compile("[0-9]+");
    private static final int SAME = 70;

    private final String kind;
    private final int step;

    /**
     * @param kind what must not be, with the engine
     * @param step of the sequence, from 0
     */
    Violation(String kind, int step, String detail) {
        super(detail);
        this.kind = kind;
        this.step = step;
    }

    String kind() {
        return kind;
    }

    int step() {
        return step;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    /** Equal for two that are likely to have one cause: the names are left out. */
    String signature(Set<String> names) {
        String text = detail().lines().findFirst().orElse("");
        int reason = text.indexOf(" failed: ");
        text = reason < 0 ? text : text.substring(reason + 9);
        for (String name : names) {
            text = text.replaceAll("\\b" + name + "\\b", "_");
        }
        text = NUMBERS.matcher(text).replaceAll("#");
        return kind + ": " + text.substring(0, Math.min(text.length(), SAME));
    }
}
