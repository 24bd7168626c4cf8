package dev.aegis.db.testing;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.platform.commons.support.AnnotationSupport;

/** Invokes a class that is a {@link DatabaseTest} once per engine. */
final class DatabaseTestExtension implements ClassTemplateInvocationContextProvider {

    private static final Namespace NAMESPACE = Namespace.create(DatabaseTestExtension.class);

    @Override
    public boolean supportsClassTemplate(ExtensionContext context) {
        return annotationOf(context).isPresent();
    }

    @Override
    public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(ExtensionContext context) {
        DatabaseTest test = annotationOf(context).orElseThrow();
        return enginesOf(test, context).stream().map(engine -> new Invocation(engine, test));
    }

    @Override
    public boolean mayReturnZeroClassTemplateInvocationContexts(ExtensionContext context) {
        return true;
    }

    private static Set<TestEngine> enginesOf(DatabaseTest test, ExtensionContext context) {
        Set<TestEngine> engines = EnumSet.copyOf(EngineSelection.fromSystemProperty());
        if (test.engines().length > 0) {
            engines.retainAll(Arrays.asList(test.engines()));
        }
        // a nested class with an annotation of its own: the class around it is on one engine already
        TestEngine surrounding = context.getStore(NAMESPACE).get(TestEngine.class, TestEngine.class);
        if (surrounding != null) {
            engines.retainAll(Set.of(surrounding));
        }
        return engines;
    }

    private static Optional<DatabaseTest> annotationOf(ExtensionContext context) {
        return context.getTestClass()
                .flatMap(testClass -> AnnotationSupport.findAnnotation(testClass, DatabaseTest.class));
    }

    /** A class on one engine. */
    private record Invocation(TestEngine engine, DatabaseTest test) implements ClassTemplateInvocationContext {

        @Override
        public String getDisplayName(int invocationIndex) {
            return engine.displayName();
        }

        @Override
        public void prepareInvocation(ExtensionContext context) {
            context.getStore(NAMESPACE).put(TestEngine.class, engine);
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(new TestDatabaseExtension(engine, test.prepare(), test.isolation()));
        }
    }
}
