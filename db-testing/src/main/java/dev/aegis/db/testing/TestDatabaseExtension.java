package dev.aegis.db.testing;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each test of a class its database, on one engine. */
final class TestDatabaseExtension implements BeforeAllCallback, AfterEachCallback, ParameterResolver {

    private final Namespace namespace = Namespace.create(this);
    private final TestEngine engine;
    private final Class<? extends DatabasePreparation> preparation;
    private final Isolation isolation;

    TestDatabaseExtension(TestEngine engine, Class<? extends DatabasePreparation> preparation, Isolation isolation) {
        this.engine = engine;
        this.preparation = preparation;
        this.isolation = isolation;
    }

    /** Fails the class once, and not each of its tests, if there is no database to be had. */
    @Override
    public void beforeAll(ExtensionContext context) {
        PreparedDatabase.of(engine, preparation);
    }

    /** The constructor of a test instance belongs to the test that the instance is made for. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestDatabase.class;
    }

    @Override
    public TestDatabase resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (context.getTestMethod().isEmpty()) {
            throw new ParameterResolutionException("Every test has a database of its own, and here is no test yet: take"
                    + " the TestDatabase as a parameter of the test or of @BeforeEach");
        }
        return context.getStore(namespace)
                .computeIfAbsent(LeasedDatabase.class, key -> lease(), LeasedDatabase.class)
                .database();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        // still in the store, which closes it again: that matters only if a constructor or @BeforeEach has failed
        LeasedDatabase lease = context.getStore(namespace).get(LeasedDatabase.class, LeasedDatabase.class);
        if (lease != null) {
            lease.close();
        }
    }

    private LeasedDatabase lease() {
        return PreparedDatabase.of(engine, preparation).lease(isolation);
    }
}
