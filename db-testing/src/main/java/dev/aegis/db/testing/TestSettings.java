package dev.aegis.db.testing;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** What one test wants: as its class says, unless its method says otherwise. */
record TestSettings(Class<? extends DatabasePreparation> preparation, Isolation isolation, Set<TestEngine> engines) {

    static TestSettings of(DatabaseTest ofClass) {
        return new TestSettings(ofClass.prepare(), ofClass.isolation(), engines(ofClass.engines()));
    }

    /** @throws ExtensionConfigurationException if the method's annotation names two values where there can be one */
    TestSettings forTest(ExtensionContext context) {
        Optional<DatabaseTestOverride> ofMethod = context.getTestMethod()
                .flatMap(method -> AnnotationSupport.findAnnotation(method, DatabaseTestOverride.class));
        return ofMethod.map(this::overriddenBy).orElse(this);
    }

    private TestSettings overriddenBy(DatabaseTestOverride ofMethod) {
        return new TestSettings(
                oneOf(ofMethod.prepare(), preparation, "prepare"),
                oneOf(ofMethod.isolation(), isolation, "isolation"),
                engines(ofMethod.engines()));
    }

    private static <T> T oneOf(T[] values, T otherwise, String name) {
        if (values.length > 1) {
            throw new ExtensionConfigurationException(
                    "@DatabaseTestOverride(%s = %s): give at most one".formatted(name, Arrays.toString(values)));
        }
        return values.length == 0 ? otherwise : values[0];
    }

    private static Set<TestEngine> engines(TestEngine... named) {
        return named.length == 0 ? EnumSet.allOf(TestEngine.class) : EnumSet.copyOf(Arrays.asList(named));
    }
}
