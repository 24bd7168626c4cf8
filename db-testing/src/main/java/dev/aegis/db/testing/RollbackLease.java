package dev.aegis.db.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A database that is rolled back after one test, and given back for the next. */
final class RollbackLease implements LeasedDatabase {

    private final RollbackSlot slot;
    private final RollbackSession session;
    private final Consumer<RollbackSlot> giveBack;
    private final OpenConnections connections = new OpenConnections();
    private final TestDatabase database;
    private final AtomicBoolean closed = new AtomicBoolean();

    RollbackLease(TestEngine engine, RollbackSlot slot, Consumer<RollbackSlot> giveBack) {
        this.slot = slot;
        this.session = new RollbackSession(slot.connection(), slot.dialect());
        this.giveBack = giveBack;
        this.database = new TestDatabase(engine, slot.database().url(), new LogicalDataSource());
    }

    @Override
    public TestDatabase database() {
        return database;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            AssertionError leak = leak();
            try {
                Set<String> differences = session.end();
                giveBack.accept(slot);
                if (!differences.isEmpty()) {
                    throw new AssertionError(String.join(System.lineSeparator(), differences), leak);
                }
            } catch (SQLException e) {
                slot.discard();
                throw new AssertionError(e.getMessage(), e);
            }
            if (leak != null) {
                throw leak;
            }
        }
    }

    private @Nullable AssertionError leak() {
        try {
            connections.closeAndReport();
            return null;
        } catch (AssertionError leak) {
            return leak;
        }
    }

    private final class LogicalDataSource extends SimpleDataSource {

        @Override
        public Connection getConnection() throws SQLException {
            if (closed.get()) {
                throw new SQLException("The test that this data source belonged to has ended");
            }
            Connection connection = new LogicalConnection(slot.connection(), slot.isolation(), session, connections);
            connections.opened(connection);
            return connection;
        }
    }
}
