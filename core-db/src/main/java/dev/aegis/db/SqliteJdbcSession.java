package dev.aegis.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import org.sqlite.SQLiteConnection;

/** A SQLite transaction on a connection of another owner, controlled through JDBC, which the owner may have wrapped. */
final class SqliteJdbcSession implements Session {
    private final Connection connection;
    private final Consumer<Boolean> onRelease;
    private final SqliteTransactionWatch watch;
    private final JdbcSavepoints savepoints;

    /**
     * Begins.
     *
     * @param onRelease gives the connection back; the argument says whether it is fit for the next
     */
    SqliteJdbcSession(Connection connection, Backend.Access access, Consumer<Boolean> onRelease) throws SQLException {
        this.connection = connection;
        this.savepoints = new JdbcSavepoints(connection);
        this.onRelease = onRelease;
        connection.setAutoCommit(false);
        if (access == Backend.Access.READ) {
            forbidWrites();
        }
        watch = access == Backend.Access.WRITE && connection.isWrapperFor(SQLiteConnection.class)
                ? SqliteTransactionWatch.over(connection)
                : new SqliteTransactionWatch();
        watch.begun();
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public void commit() throws SQLException {
        watch.ending();
        connection.commit();
    }

    @Override
    public void rollback() throws SQLException {
        watch.ending();
        connection.rollback();
    }

    @Override
    public void savepoint(String name) throws SQLException {
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
        watch.close();
        onRelease.accept(reusable);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
