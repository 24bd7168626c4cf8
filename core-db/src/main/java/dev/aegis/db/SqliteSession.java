package dev.aegis.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import org.sqlite.SQLiteConnection;

/**
 * A SQLite transaction controlled by SQL statements; the driver stays in auto-commit mode and knows nothing of it.
 *
 * <p>The driver's own {@code commit()} is {@code commit} followed by {@code begin}: the second can fail with BUSY after a
 * durable commit, which no caller can tell from a failed commit.
 */
final class SqliteSession implements Session {
    private final Connection connection;
    private final SqliteTransactionWatch watch;
    private final Consumer<Boolean> onRelease;

    /**
     * Begins.
     *
     * @param begin {@code begin} or {@code begin immediate}
     * @param onRelease gives the connection back; the argument says whether it is fit for the next
     */
    SqliteSession(Connection connection, String begin, SqliteTransactionWatch watch, Consumer<Boolean> onRelease)
            throws SQLException {
        this.connection = connection;
        this.watch = watch;
        this.onRelease = onRelease;
        execute(begin);
        watch.begun();
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public void commit() throws SQLException {
        watch.ending();
        execute("commit");
    }

    @Override
    public void rollback() throws SQLException {
        if (watch.endedByStatement()) {
            return;
        }
        watch.ending();
        execute("rollback");
    }

    @Override
    public void savepoint(String name) throws SQLException {
        execute("savepoint " + name);
    }

    @Override
    public void rollbackToSavepoint(String name) throws SQLException {
        execute("rollback to " + name);
        execute("release " + name);
    }

    @Override
    public void releaseSavepoint(String name) throws SQLException {
        execute("release " + name);
    }

    @Override
    public void forbidWrites() throws SQLException {
        execute("pragma query_only = on");
    }

    @Override
    public void allowWrites() throws SQLException {
        execute("pragma query_only = off");
    }

    @Override
    public boolean endedByStatement() {
        return watch.endedByStatement();
    }

    @Override
    public void interrupt() throws SQLException {
        connection.unwrap(SQLiteConnection.class).getDatabase().interrupt();
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
