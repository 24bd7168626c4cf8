package dev.aegis.db.testing;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The engines chosen by the system property {@code db}. */
final class EngineSelection {

    private static final String PROPERTY = "db";

    private EngineSelection() {}

    /** As JUnit sees the property: it may also stand in {@code junit-platform.properties}. */
    static Set<TestEngine> of(ExtensionContext context) {
        return parse(context.getConfigurationParameter(PROPERTY).orElse(null));
    }

    /**
     * The engines named in a comma-separated list; all of them when nothing is named. A build tool that passes on a
     * property which nobody has set passes its placeholder.
     *
     * @throws ExtensionConfigurationException if a name is unknown
     */
    static Set<TestEngine> parse(@Nullable String names) {
        Set<TestEngine> chosen = EnumSet.noneOf(TestEngine.class);
        if (names != null && !names.equals("${" + PROPERTY + "}")) {
            for (String name : names.split(",", -1)) {
                if (!name.isBlank()) {
                    chosen.add(engineNamed(name.strip()));
                }
            }
        }
        return chosen.isEmpty() ? EnumSet.allOf(TestEngine.class) : chosen;
    }

    private static TestEngine engineNamed(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "sqlite" -> TestEngine.SQLITE;
            case "postgres", "postgresql" -> TestEngine.POSTGRESQL;
            default ->
                throw new ExtensionConfigurationException(
                        "-D%s=%s: there is no such engine; allowed are sqlite, postgres, or both separated by a comma"
                                .formatted(PROPERTY, name));
        };
    }
}
