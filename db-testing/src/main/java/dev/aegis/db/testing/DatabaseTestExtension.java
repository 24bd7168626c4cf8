package dev.aegis.db.testing;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Invokes a class that is a {@link DatabaseTest} once per engine. */
final class DatabaseTestExtension implements ClassTemplateInvocationContextProvider, ParameterResolver {

    @Override
    public boolean supportsClassTemplate(ExtensionContext context) {
        return annotationOf(context).isPresent();
    }

    @Override
    public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(ExtensionContext context) {
        DatabaseTest test = annotationOf(context).orElseThrow();
        TestSettings settings = TestSettings.of(test);
        return enginesOf(settings, context).stream()
                .map(engine -> new Invocation(new TestDatabaseExtension(engine, settings)));
    }

    @Override
    public boolean mayReturnZeroClassTemplateInvocationContexts(ExtensionContext context) {
        return true;
    }

    /** A constructor belongs to the test that the instance is made for, unless there is one instance for all tests. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    /** Outside of tests it is here only to be refused. */
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestDatabase.class
                && context.getTestMethod().isEmpty();
    }

    @Override
    public TestDatabase resolveParameter(ParameterContext parameter, ExtensionContext context) {
        throw new ParameterResolutionException("Every test has a database of its own, and here is no test yet: take the"
                + " TestDatabase as a parameter of the test or of @BeforeEach");
    }

    private static Set<TestEngine> enginesOf(TestSettings settings, ExtensionContext context) {
        Set<TestEngine> engines = EnumSet.copyOf(EngineSelection.of(context));
        engines.retainAll(settings.engines());
        // a nested class with an annotation of its own: the class around it is on one engine already
        TestDatabaseExtension.of(context).ifPresent(surrounding -> engines.retainAll(Set.of(surrounding.engine())));
        return engines;
    }

    private static Optional<DatabaseTest> annotationOf(ExtensionContext context) {
        return context.getTestClass()
                .flatMap(testClass -> AnnotationSupport.findAnnotation(testClass, DatabaseTest.class));
    }

    /** A class on one engine. */
    private record Invocation(TestDatabaseExtension extension) implements ClassTemplateInvocationContext {

        @Override
        public String getDisplayName(int invocationIndex) {
            return extension.engine().displayName();
        }

        @Override
        public void prepareInvocation(ExtensionContext context) {
            extension.putInto(context);
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(extension);
        }
    }
}
