package dev.aegis.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.LoggerFactory;

/** Sets up the session that changes a schema on PostgreSQL. */
final class PostgresSession {
    private PostgresSession() {}

    static void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Liquibase writes now() into a column without a time zone.
            statement.execute("set time zone 'UTC'");
            // SQL is cut into statements by the standard's rule: a backslash escapes no quote.
            statement.execute("set standard_conforming_strings = on");
            noticeDeadClients(statement);
        }
        LockTimeout.of(connection).applyTo(connection);
    }

    /** Else the server finishes a long statement, and holds the lock, for a client that died; it exists since 14. */
    private static void noticeDeadClients(Statement statement) {
        try {
            statement.execute("set client_connection_check_interval = '1s'");
        } catch (SQLException e) {
            LoggerFactory.getLogger(Migrator.class).debug("This server cannot notice that its client died", e);
        }
    }
}
