package dev.aegis.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.postgresql.util.PSQLState;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;
import org.sqlite.SQLiteConnection;

/**
 * A transaction controlled through JDBC: on PostgreSQL, where the driver sends BEGIN with the first statement, and on a
 * data source that is somebody else's.
 */
final class JdbcSession implements Session {
    private final Connection connection;
    private final DatabaseEngine engine;
    private final Consumer<Boolean> onRelease;
    private final Map<String, Savepoint> savepoints = new HashMap<>();

    /**
     * Begins.
     *
     * @param onRelease gives the connection back; the argument says whether it is fit for the next
     */
    JdbcSession(
            Connection connection,
            DatabaseEngine engine,
            Backend.Access access,
            TransactionOptions options,
            Consumer<Boolean> onRelease)
            throws SQLException {
        this.connection = connection;
        this.engine = engine;
        this.onRelease = onRelease;
        begin(access, options);
    }

    private void begin(Backend.Access access, TransactionOptions options) throws SQLException {
        if (engine == DatabaseEngine.SQLITE) {
            connection.setAutoCommit(false);
            if (access == Backend.Access.READ) {
                forbidWrites();
            }
            return;
        }
        // Neither call is a round trip: the driver sends BEGIN READ ONLY with the first statement.
        if (access == Backend.Access.READ) {
            connection.setReadOnly(true);
        }
        connection.setAutoCommit(false);
        if (options.isolation().isPresent()) {
            execute("set transaction isolation level "
                    + options.isolation().get().sql());
        }
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public void commit() throws SQLException {
        if (engine == DatabaseEngine.SQLITE) {
            connection.commit();
            return;
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
        savepoints.put(name, connection.setSavepoint(name));
    }

    @Override
    public void rollbackToSavepoint(String name) throws SQLException {
        connection.rollback(known(name));
        releaseSavepoint(name);
    }

    @Override
    public void releaseSavepoint(String name) throws SQLException {
        connection.releaseSavepoint(known(name));
        // Not before: after a release that failed there is a rollback to it.
        savepoints.remove(name);
    }

    private Savepoint known(String name) throws SQLException {
        Savepoint savepoint = savepoints.get(name);
        if (savepoint == null) {
            throw new SQLException("no savepoint " + name);
        }
        return savepoint;
    }

    @Override
    public void forbidWrites() throws SQLException {
        execute(engine == DatabaseEngine.SQLITE ? "pragma query_only = on" : "set transaction read only");
    }

    @Override
    public void allowWrites() throws SQLException {
        // PostgreSQL has restored the setting with the rollback to the savepoint.
        if (engine == DatabaseEngine.SQLITE) {
            execute("pragma query_only = off");
        }
    }

    @Override
    public boolean endedByStatement() {
        return false;
    }

    @Override
    public void interrupt() throws SQLException {
        if (engine == DatabaseEngine.SQLITE) {
            connection.unwrap(SQLiteConnection.class).getDatabase().interrupt();
        } else {
            connection.unwrap(PGConnection.class).cancelQuery();
        }
    }

    private boolean isAborted() throws SQLException {
        return connection.isWrapperFor(BaseConnection.class)
                && connection.unwrap(BaseConnection.class).getTransactionState() == TransactionState.FAILED;
    }

    @Override
    public void release(boolean reusable) {
        onRelease.accept(reusable);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
