package dev.aegis.db.testing;

import java.util.concurrent.atomic.AtomicBoolean;

/** A database that exists for one test. */
final class FreshLease implements LeasedDatabase {

    private final PhysicalDatabase physical;
    private final OpenConnections connections = new OpenConnections();
    private final TestDatabase database;
    private final AtomicBoolean closed = new AtomicBoolean();

    FreshLease(TestEngine engine, PhysicalDatabase physical) {
        this.physical = physical;
        this.database = new TestDatabase(engine, physical.url(), new FreshDataSource(engine, physical, connections));
    }

    @Override
    public TestDatabase database() {
        return database;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                connections.closeAndReport();
            } finally {
                physical.drop();
            }
        }
    }
}
