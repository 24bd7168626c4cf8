package dev.aegis.migrations;

import dev.aegis.db.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Somebody who has begun a transaction on PostgreSQL and does not end it, until told. */
final class BlockingSession implements AutoCloseable {
    private final Connection connection;

    private BlockingSession(Connection connection) {
        this.connection = connection;
    }

    /** Begins with a statement; what it locks stays locked. */
    static BlockingSession holding(TestDatabase test, String sql) throws SQLException {
        BlockingSession session = new BlockingSession(test.dataSource().getConnection());
        session.connection.setAutoCommit(false);
        session.execute("set application_name = 'monthly report'");
        session.execute(sql);
        return session;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    int pid() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select pg_backend_pid()")) {
            result.next();
            return result.getInt(1);
        }
    }

    /** Ends the transaction. */
    void letGo() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
