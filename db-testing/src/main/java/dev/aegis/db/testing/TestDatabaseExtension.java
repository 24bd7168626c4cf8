package dev.aegis.db.testing;

import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each test of a class its database, on one engine. */
final class TestDatabaseExtension
        implements BeforeClassTemplateInvocationCallback, AfterEachCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(TestDatabaseExtension.class);

    private final TestEngine engine;
    private final DatabaseTest test;

    TestDatabaseExtension(TestEngine engine, DatabaseTest test) {
        this.engine = engine;
        this.test = test;
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
        prepared();
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
                .computeIfAbsent(LeasedDatabase.class, key -> prepared().lease(test.isolation()), LeasedDatabase.class)
                .database();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        // still in the store, which closes it again: that matters only if a constructor or @BeforeEach has failed
        LeasedDatabase lease = context.getStore(NAMESPACE).get(LeasedDatabase.class, LeasedDatabase.class);
        if (lease != null) {
            lease.close();
        }
    }

    private PreparedDatabase prepared() {
        return PreparedDatabase.of(engine, test.prepare());
    }
}
