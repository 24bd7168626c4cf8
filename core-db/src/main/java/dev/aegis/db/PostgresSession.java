package dev.aegis.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/** A transaction on PostgreSQL, controlled through JDBC: the driver sends BEGIN with the first statement. */
final class PostgresSession implements Session {
    private final Connection connection;
    private final Backend.Access access;
    private final Optional<TransactionIsolation> isolation;
    private final Consumer<Boolean> onRelease;
    private final JdbcSavepoints savepoints;
    private @Nullable BaseConnection driver;
    private boolean endedByStatement;
    private boolean untouched = true;
    private boolean hasStalePlans;

    /**
     * Begins.
     *
     * @param isolation empty for the server's default, which costs no round trip
     * @param onRelease gives the connection back; the argument says whether it is fit for the next
     */
    PostgresSession(
            Connection connection,
            Backend.Access access,
            Optional<TransactionIsolation> isolation,
            Consumer<Boolean> onRelease)
            throws SQLException {
        this.connection = connection;
        this.savepoints = new JdbcSavepoints(connection);
        this.access = access;
        this.isolation = isolation;
        this.onRelease = onRelease;
        begin();
    }

    /** Neither call is a round trip: the driver sends BEGIN READ ONLY with the first statement. */
    private void begin() throws SQLException {
        if (access == Backend.Access.READ) {
            connection.setReadOnly(true);
        }
        connection.setAutoCommit(false);
        isolate();
    }

    private void isolate() throws SQLException {
        if (isolation.isPresent()) {
            execute("set transaction isolation level " + isolation.get().sql());
        }
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public void commit() throws SQLException {
        if (connection.isClosed()) {
            // COMMIT was never sent: that nothing was committed is certain.
            throw new SQLException(
                    "the connection was lost before COMMIT, and the error was swallowed",
                    PostgresErrors.LOST_BEFORE_COMMIT);
        }
        if (isAborted()) {
            // The server would answer COMMIT with ROLLBACK, and that may look like success.
            throw new SQLException(
                    "a statement has failed and its error was swallowed; PostgreSQL keeps nothing of such a transaction",
                    PSQLState.IN_FAILED_SQL_TRANSACTION.getState());
        }
        connection.clearWarnings();
        connection.commit();
        requireReplicated(connection.getWarnings());
    }

    /**
     * A wait for the synchronous replica that is cancelled, by a transaction's timeout or by {@code
     * pg_cancel_backend}, is a mere warning to PostgreSQL: COMMIT succeeds, and a fail-over loses the transaction. The
     * warning has no SQLSTATE of its own, and its text is translated; see <a
     * href="https://www.postgresql.org/docs/current/warm-standby.html#SYNCHRONOUS-REPLICATION">Synchronous
     * Replication</a>.
     */
    private static void requireReplicated(@Nullable SQLWarning first) throws SQLException {
        for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
            ServerErrorMessage server = warning instanceof PSQLWarning told ? told.getServerErrorMessage() : null;
            if (server != null && "SyncRepWaitForLSN".equals(server.getRoutine())) {
                throw new SQLException(
                        "committed on the primary, but not confirmed by its synchronous replica in time",
                        PostgresErrors.COMPLETION_UNKNOWN,
                        warning);
            }
        }
    }

    @Override
    public void rollback() throws SQLException {
        connection.rollback();
    }

    @Override
    public void savepoint(String name) throws SQLException {
        untouched = false;
        savepoints.set(name);
    }

    @Override
    public void rollbackToSavepoint(String name) throws SQLException {
        savepoints.rollbackTo(name);
    }

    @Override
    public void releaseSavepoint(String name) throws SQLException {
        savepoints.release(name);
    }

    @Override
    public void forbidWrites() throws SQLException {
        execute("set transaction read only");
    }

    @Override
    public void allowWrites() {
        // PostgreSQL has restored the setting with the rollback to the savepoint.
    }

    /**
     * The driver knows from the server whether a transaction is open. One that has ended was ended by the statement,
     * also if it failed; an error of the driver's own says nothing, it may have come before BEGIN was sent.
     */
    @Override
    public void statementEnded(@Nullable SQLException failure) {
        boolean reached = failure == null
                || SqlErrors.find(failure, PSQLException.class)
                        .filter(error -> error.getServerErrorMessage() != null)
                        .isPresent();
        if (reached && state() == TransactionState.IDLE && isOpen()) {
            endedByStatement = true;
        }
        untouched = false;
    }

    /** As the driver knows it; null if the owner of the connection hides the driver's own. */
    private @Nullable TransactionState state() {
        try {
            if (driver == null && connection.isWrapperFor(BaseConnection.class)) {
                driver = connection.unwrap(BaseConnection.class);
            }
        } catch (SQLException e) {
            return null; // a connection that was lost
        }
        return driver == null ? null : driver.getTransactionState();
    }

    /** A connection that was lost has no state; that it was, is told by its own error. */
    private boolean isOpen() {
        try {
            return !connection.isClosed();
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public boolean endedByStatement() {
        return endedByStatement;
    }

    /**
     * A table was changed by another session, and the plan that the server keeps for the prepared statement gives other
     * columns. Nothing was done yet if it is the first of its transaction: then that begins again, and the driver
     * prepares all of its statements again.
     */
    @Override
    public boolean canRunAgain(SQLException failure) {
        if (!PostgresErrors.isStalePlan(failure)) {
            return false;
        }
        hasStalePlans = true;
        if (!untouched || !isOpen()) {
            return false;
        }
        untouched = false;
        try {
            connection.rollback();
            isolate();
            execute("deallocate all");
        } catch (SQLException e) {
            failure.addSuppressed(e);
            return false;
        }
        hasStalePlans = false;
        return true;
    }

    @Override
    public boolean watchesStatements() {
        return true;
    }

    @Override
    public boolean interruptsOverNetwork() {
        return true;
    }

    @Override
    public void interrupt() throws SQLException {
        connection.unwrap(PGConnection.class).cancelQuery();
    }

    private boolean isAborted() {
        return state() == TransactionState.FAILED;
    }

    @Override
    public void release(boolean reusable) {
        onRelease.accept(reusable && !hasStalePlans);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
