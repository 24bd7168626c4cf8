package dev.aegis.db.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A database that is rolled back after one test, and given back for the next. */
final class RollbackLease implements LeasedDatabase {

    private final TestEngine engine;
    private final RollbackSlot slot;
    private final RollbackSession session;
    private final Consumer<RollbackSlot> giveBack;
    private final OpenConnections connections = new OpenConnections();
    private final TestDatabase database;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicBoolean urlIsKnown = new AtomicBoolean();

    RollbackLease(TestEngine engine, RollbackSlot slot, Consumer<RollbackSlot> giveBack) {
        this.engine = engine;
        this.slot = slot;
        this.session = new RollbackSession(slot.connection(), slot.dialect());
        this.giveBack = giveBack;
        this.database = new TestDatabase(engine, this::url, new LogicalDataSource());
    }

    @Override
    public TestDatabase database() {
        return database;
    }

    @Override
    public void end(FailedTest test) {
        if (closed.compareAndSet(false, true)) {
            AssertionError failure = failure(connections.closeAll(), test);
            if (failure != null) {
                throw failure;
            }
        }
    }

    private @Nullable AssertionError failure(@Nullable AssertionError leak, FailedTest test) {
        try {
            Set<String> differences = session.differences();
            AssertionError failure = differences.isEmpty()
                    ? leak
                    : new AssertionError(String.join(System.lineSeparator(), differences), leak);
            if (test.keepsDatabase(failure != null)) {
                session.commit();
                test.report(engine, slot.keep());
            } else {
                session.rollBack();
                giveBackOrDiscard();
            }
            return failure;
        } catch (SQLException e) {
            slot.discard();
            return new AssertionError(e.getMessage(), e);
        }
    }

    /** A program that has the URL may have written by it, what no rollback undoes, or may still be connected. */
    private void giveBackOrDiscard() {
        if (urlIsKnown.get()) {
            slot.discard();
        } else {
            giveBack.accept(session.hasChangedConnection() ? slot.reopened() : slot);
        }
    }

    private String url() {
        urlIsKnown.set(true);
        return slot.database().url();
    }

    private final class LogicalDataSource extends SimpleDataSource {

        @Override
        public Connection getConnection() throws SQLException {
            if (closed.get()) {
                throw new SQLException("The test that this data source belonged to has ended");
            }
            LogicalConnection connection =
                    new LogicalConnection(slot.connection(), slot.isolation(), session, connections);
            connections.opened(connection);
            return connection;
        }
    }
}
