package dev.aegis.db.testing;

import java.util.concurrent.atomic.AtomicBoolean;

/** A database that exists for one test. */
final class FreshLease implements LeasedDatabase {

    private final TestEngine engine;
    private final PhysicalDatabase physical;
    private final OpenConnections connections = new OpenConnections();
    private final TestDatabase database;
    private final AtomicBoolean closed = new AtomicBoolean();

    FreshLease(TestEngine engine, PhysicalDatabase physical) {
        this.engine = engine;
        this.physical = physical;
        this.database = new TestDatabase(engine, physical::url, new FreshDataSource(engine, physical, connections));
    }

    @Override
    public TestDatabase database() {
        return database;
    }

    @Override
    public void end(FailedTest test) {
        if (closed.compareAndSet(false, true)) {
            AssertionError leak = connections.closeAll();
            if (test.keepsDatabase(leak != null)) {
                test.report(engine, physical.keep());
            } else {
                physical.drop();
            }
            if (leak != null) {
                throw leak;
            }
        }
    }
}
