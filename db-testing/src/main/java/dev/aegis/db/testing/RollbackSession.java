package dev.aegis.db.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One test on one real connection: a transaction that is rolled back at the end, in which the transactions of the
 * logical connections are savepoints.
 *
 * <p>Savepoints nest, so logical transactions must: the innermost one ends first, and only it may be worked in.
 * {@link Turns} keeps the threads apart. What would silently differ from a real database is reported instead: as an
 * exception where it happens, or by {@link #differences} if it shows only later.
 */
final class RollbackSession {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String USE_FRESH = "; use @DatabaseTest(isolation = Isolation.FRESH)";

    private final Connection physical;
    private final SessionDialect dialect;
    private final Turns turns;
    private final Deque<LogicalTransaction> open = new ArrayDeque<>();
    private final Set<String> differences = new LinkedHashSet<>();
    private long counter;
    private boolean begun;
    private boolean lost;
    private volatile boolean connectionChanged;

    RollbackSession(Connection physical, SessionDialect dialect) {
        this(physical, dialect, PATIENCE);
    }

    /** @param patience how long a thread waits for another one's transaction to end */
    RollbackSession(Connection physical, SessionDialect dialect, Duration patience) {
        this.turns = new Turns(patience);
        this.physical = physical;
        this.dialect = dialect;
    }

    /** Makes a call that executes SQL: in the transaction of the connection, or in one of its own. */
    @Nullable
    Object execute(LogicalConnection connection, SqlText kind, @Nullable String sql, SqlCall call) throws SQLException {
        enter(connection);
        try {
            noteSettings(sql);
            boolean writes = mayWrite(kind, sql);
            return connection.getAutoCommit()
                    ? executeAlone(connection, writes, call)
                    : executeIn(transactionOf(connection), writes, call);
        } finally {
            turns.end();
        }
    }

    private boolean mayWrite(SqlText kind, @Nullable String sql) throws SQLException {
        return switch (kind) {
            case READ -> false;
            case QUERY -> sql == null || dialect.mayWrite(physical, sql);
            default -> true;
        };
    }

    /** Notes SQL that may leave something in the real connection. */
    void noteSettings(@Nullable String sql) {
        if (sql != null && dialect.mayOutliveRollback(sql)) {
            connectionWasChanged();
        }
    }

    void connectionWasChanged() {
        connectionChanged = true;
    }

    /** Whether something of this test may remain in the real connection after {@link #rollBack}. */
    boolean hasChangedConnection() {
        return connectionChanged;
    }

    /** Commits the transaction of a connection, if it has one. */
    void commit(LogicalConnection connection) throws SQLException {
        if (!hasTransaction(connection)) {
            return;
        }
        enter(connection);
        try {
            commit(transactionOf(connection));
        } finally {
            turns.end();
        }
    }

    /** Rolls back the transaction of a connection, if it has one. */
    void rollback(LogicalConnection connection) throws SQLException {
        if (!hasTransaction(connection)) {
            return;
        }
        enter(connection);
        try {
            undo(transactionOf(connection));
        } finally {
            turns.end();
        }
    }

    boolean hasTransaction(LogicalConnection connection) {
        turns.begin();
        try {
            return find(connection) != null;
        } finally {
            turns.end();
        }
    }

    LogicalSavepoint setSavepoint(LogicalConnection connection, @Nullable String name) throws SQLException {
        enter(connection);
        try {
            LogicalSavepoint savepoint = new LogicalSavepoint(transactionOf(connection), ++counter, name);
            run("SAVEPOINT " + savepoint.sqlName());
            return savepoint;
        } finally {
            turns.end();
        }
    }

    void rollbackTo(LogicalConnection connection, LogicalSavepoint savepoint) throws SQLException {
        enter(connection);
        try {
            requireCurrent(savepoint);
            run("ROLLBACK TO SAVEPOINT " + savepoint.sqlName());
            noteUndone(savepoint.transaction(), savepoint.number());
        } finally {
            turns.end();
        }
    }

    void release(LogicalConnection connection, LogicalSavepoint savepoint) throws SQLException {
        enter(connection);
        try {
            requireCurrent(savepoint);
            run("RELEASE SAVEPOINT " + savepoint.sqlName());
        } finally {
            turns.end();
        }
    }

    /** In which respects the test was not what it would have been on a real database; empty if all is well. */
    Set<String> differences() {
        return Set.copyOf(differences);
    }

    /**
     * Rolls everything back; the connections must have been closed.
     *
     * @throws SQLException if it cannot be rolled back: the database is spoilt
     */
    void rollBack() throws SQLException {
        end(dialect::rollBack);
    }

    /**
     * Commits what the connections have committed; they must have been closed.
     *
     * @throws SQLException if it cannot be committed
     */
    void commit() throws SQLException {
        end(dialect::commit);
    }

    private void end(Ending ending) throws SQLException {
        turns.begin();
        try {
            if (begun || dialect.isInTransaction(physical)) {
                begin();
                ending.of(physical);
            }
        } catch (SQLException e) {
            throw new SQLException(endedByTest(), e);
        } finally {
            turns.end();
        }
    }

    private void enter(LogicalConnection connection) throws SQLException {
        turns.begin(connection, open);
        try {
            if (lost) {
                throw new SQLException(endedByTest());
            }
            LogicalTransaction own = find(connection);
            if (own != null && own != open.peek()) {
                throw new SQLException("Overlapping transactions: this connection has one, and another one was begun"
                        + " after it and has not ended; in ROLLBACK isolation they must be nested" + USE_FRESH);
            }
            begin();
        } catch (SQLException | RuntimeException | Error e) {
            turns.end();
            throw e;
        }
    }

    private void begin() throws SQLException {
        if (!begun) {
            dialect.begin(physical);
            begun = true;
        }
    }

    private @Nullable Object executeIn(LogicalTransaction transaction, boolean writes, SqlCall call)
            throws SQLException {
        try {
            @Nullable Object result = call.run();
            if (writes) {
                transaction.wrote();
            }
            return result;
        } catch (SQLException e) {
            noticeLoss(e);
            throw dialect.failedInsideTransaction(e) ? insideTransaction(e) : e;
        }
    }

    private static SQLException insideTransaction(SQLException e) {
        return new SQLException(
                e.getMessage() + ". In ROLLBACK isolation every statement runs inside the transaction of the test"
                        + USE_FRESH,
                e.getSQLState(),
                e.getErrorCode(),
                e);
    }

    private @Nullable Object executeAlone(LogicalConnection connection, boolean writes, SqlCall call)
            throws SQLException {
        String savepoint = "aegis_statement_" + ++counter;
        boolean set = setSavepointForStatement(savepoint, writes);
        LogicalTransaction transaction = push(connection, set ? savepoint : "", "");
        @Nullable Object result;
        try {
            result = executeIn(transaction, writes, call);
        } catch (SQLException | RuntimeException | Error e) {
            undoAfter(e, transaction);
            throw e;
        }
        commit(transaction);
        return result;
    }

    private LogicalTransaction transactionOf(LogicalConnection connection) throws SQLException {
        LogicalTransaction own = find(connection);
        if (own != null) {
            return own;
        }
        String savepoint = "aegis_transaction_" + ++counter;
        run("SAVEPOINT " + savepoint);
        return push(connection, savepoint, CodePlace.ofCaller());
    }

    private boolean setSavepointForStatement(String savepoint, boolean writes) throws SQLException {
        try {
            return dialect.setSavepointForStatement(physical, savepoint, writes);
        } catch (SQLException e) {
            noticeLoss(e);
            throw e;
        }
    }

    private LogicalTransaction push(LogicalConnection connection, String savepoint, String place) throws SQLException {
        LogicalTransaction around = open.peek();
        boolean alreadyForbidden = around != null && around.readOnly;
        boolean forbid = connection.isReadOnly() && !alreadyForbidden;
        SessionState found = around == null ? null : dialect.state(physical);
        if (forbid) {
            dialect.forbidWrites(physical);
        }
        LogicalTransaction transaction =
                new LogicalTransaction(connection, savepoint, place, forbid || alreadyForbidden, forbid, found);
        open.push(transaction);
        return transaction;
    }

    private void commit(LogicalTransaction transaction) throws SQLException {
        boolean wrote;
        try {
            wrote = hasWritten(transaction);
            if (wrote) {
                dialect.checkDeferredConstraints(
                        physical, Objects.requireNonNullElse(transaction.found, SessionState.NONE));
            }
            release(transaction);
        } catch (SQLException | RuntimeException | Error e) {
            if (transaction.savepoint.isEmpty()) {
                differences.add("A statement failed at its commit, and could not be undone while rows of another one"
                        + " were read" + USE_FRESH);
            }
            undoAfter(e, transaction);
            throw e;
        }
        pop(transaction);
        LogicalTransaction around = open.peek();
        if (around != null && wrote) {
            around.foreignCommit(++counter);
        }
    }

    /** The engine is asked only where it matters: any number of checks does no harm to a transaction alone. */
    private boolean hasWritten(LogicalTransaction transaction) throws SQLException {
        return transaction.hasWritten()
                && (transaction.found == null || dialect.hasWrittenSince(physical, transaction.found));
    }

    private void release(LogicalTransaction transaction) throws SQLException {
        if (transaction.savepoint.isEmpty()) {
            return;
        }
        if (!transaction.isStatement()) {
            run("RELEASE SAVEPOINT " + transaction.savepoint);
            return;
        }
        try {
            dialect.releaseAfterStatement(physical, transaction.savepoint);
        } catch (SQLException e) {
            noticeLoss(e);
            throw e;
        }
    }

    private void undoAfter(Throwable failure, LogicalTransaction transaction) {
        try {
            undo(transaction);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private void undo(LogicalTransaction transaction) throws SQLException {
        try {
            if (!transaction.savepoint.isEmpty() && !lost) {
                run("ROLLBACK TO SAVEPOINT " + transaction.savepoint);
                release(transaction);
            }
        } finally {
            noteUndone(transaction, 0);
            pop(transaction);
        }
    }

    private void pop(LogicalTransaction transaction) throws SQLException {
        open.remove(transaction);
        if (transaction.forbadeWrites) {
            dialect.allowWrites(physical);
        }
        // closed while a transaction inside it was still open, and refused then
        LogicalTransaction around = open.peek();
        if (around != null && around.connection.isClosed()) {
            undo(around);
        }
    }

    private void noteUndone(LogicalTransaction transaction, long since) {
        if (transaction.hasForeignCommitSince(since)) {
            differences.add("A rollback has undone what another connection had committed meanwhile" + USE_FRESH);
        }
    }

    private @Nullable LogicalTransaction find(LogicalConnection connection) {
        for (LogicalTransaction transaction : open) {
            if (transaction.connection == connection) {
                return transaction;
            }
        }
        return null;
    }

    private void requireCurrent(LogicalSavepoint savepoint) throws SQLException {
        if (savepoint.transaction() != open.peek()) {
            throw new SQLException("The savepoint belongs to a transaction that has ended", "3B001");
        }
    }

    /** SQL of the fixture's own; if it fails, the savepoint it is about may have gone with the whole transaction. */
    private void run(String sql) throws SQLException {
        try (Statement statement = physical.createStatement()) {
            // of the two calls that take several statements at once, the one that both drivers have
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            noticeLoss(e);
            throw e;
        }
    }

    /** The place where the open transaction of a connection was begun; null if it has none. */
    @Nullable
    String placeOfTransaction(LogicalConnection connection) {
        turns.begin();
        try {
            LogicalTransaction transaction = find(connection);
            return transaction == null ? null : transaction.place;
        } finally {
            turns.end();
        }
    }

    private void noticeLoss(SQLException failure) {
        try {
            if (!dialect.isInTransaction(physical)) {
                lost = true;
                failure.addSuppressed(new SQLException(endedByTest()));
            }
        } catch (SQLException e) {
            lost = true;
            failure.addSuppressed(e);
        }
    }

    private static String endedByTest() {
        return "The transaction of the test was ended by a statement of the test, such as COMMIT or INSERT OR ROLLBACK"
                + USE_FRESH;
    }

    private interface Ending {
        void of(Connection connection) throws SQLException;
    }
}
