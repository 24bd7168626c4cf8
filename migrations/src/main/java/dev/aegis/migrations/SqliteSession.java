package dev.aegis.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteConnection;

/** Sets up the connection that changes a schema on SQLite. */
final class SqliteSession {
    private SqliteSession() {}

    static void prepare(Connection connection) throws SQLException {
        // A transaction that reads first, as Liquibase's do, could not write any more once a service has written: it
        // would fail at once, without waiting. One that asks for the write lock at its start waits for it there.
        connection.unwrap(SQLiteConnection.class).getConnectionConfig().setTransactionMode(TransactionMode.IMMEDIATE);
    }
}
