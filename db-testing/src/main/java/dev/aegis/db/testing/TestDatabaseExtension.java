package dev.aegis.db.testing;

import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each test of a class its database, on one engine. */
final class TestDatabaseExtension
        implements BeforeClassTemplateInvocationCallback, ExecutionCondition, AfterEachCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(TestDatabaseExtension.class);

    private final TestEngine engine;
    private final TestSettings ofClass;

    TestDatabaseExtension(TestEngine engine, TestSettings ofClass) {
        this.engine = engine;
        this.ofClass = ofClass;
    }

    /** The extension of the innermost class that is a {@link DatabaseTest}; empty outside of its invocations. */
    static Optional<TestDatabaseExtension> of(ExtensionContext context) {
        return Optional.ofNullable(
                context.getStore(NAMESPACE).get(TestDatabaseExtension.class, TestDatabaseExtension.class));
    }

    void putInto(ExtensionContext invocation) {
        invocation.getStore(NAMESPACE).put(TestDatabaseExtension.class, this);
    }

    TestEngine engine() {
        return engine;
    }

    /** Fails the class once, and not each of its tests, if there is no database to be had. */
    @Override
    public void beforeClassTemplateInvocation(ExtensionContext context) {
        prepared(ofClass);
    }

    /** Skips a test that is not about this engine. */
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        boolean isResponsible =
                of(context).filter(innermost -> innermost == this).isPresent();
        return isResponsible && !ofClass.forTest(context).engines().contains(engine)
                ? ConditionEvaluationResult.disabled("The test is not about " + engine.label())
                : ConditionEvaluationResult.enabled("");
    }

    /** The constructor of a test instance belongs to the test that the instance is made for. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestDatabase.class
                && context.getTestMethod().isPresent()
                && of(context).filter(innermost -> innermost == this).isPresent();
    }

    @Override
    public TestDatabase resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .computeIfAbsent(LeasedDatabase.class, key -> lease(ofClass.forTest(context)), LeasedDatabase.class)
                .database();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        // still in the store, which closes it again: that matters only if a constructor or @BeforeEach has failed
        LeasedDatabase lease = context.getStore(NAMESPACE).get(LeasedDatabase.class, LeasedDatabase.class);
        if (lease != null) {
            lease.end(FailedTest.of(context));
        }
    }

    private LeasedDatabase lease(TestSettings wanted) {
        return prepared(wanted).lease(wanted.isolation());
    }

    private PreparedDatabase prepared(TestSettings wanted) {
        return PreparedDatabase.of(engine, wanted.preparation());
    }
}
