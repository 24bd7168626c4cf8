package dev.aegis.db.testing;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A prepared database and an open connection to it, used by one test after the other.
 *
 * @param isolation the transaction isolation level of the connection, which PostgreSQL would have to be asked for
 */
record RollbackSlot(
        TestEngine engine, PhysicalDatabase database, Connection connection, int isolation, SessionDialect dialect) {

    static RollbackSlot open(TestEngine engine, PhysicalDatabase database) {
        try {
            SessionDialect dialect = SessionDialect.of(engine);
            Connection connection = database.connect();
            int isolation = connection.getTransactionIsolation();
            dialect.open(connection);
            return new RollbackSlot(engine, database, connection, isolation, dialect);
        } catch (SQLException e) {
            throw TestDatabaseException.failed("Opening a test database failed on " + engine.label(), e);
        }
    }

    /** Whether the connection has survived the tests so far. */
    boolean isUsable() {
        try {
            return !connection.isClosed();
        } catch (SQLException e) {
            return false;
        }
    }

    /**
     * Gives it up to people who look into it.
     *
     * @return where it is
     */
    String keep() throws SQLException {
        connection.close();
        return database.keep();
    }

    /** Another connection to the same database: something of a test may have remained in this one. */
    RollbackSlot reopened() {
        try {
            connection.close();
        } catch (SQLException e) {
            // no other test gets it
        }
        return open(engine, database);
    }

    /** Gives it up: something of a test may have remained in it. */
    void discard() {
        try {
            connection.close();
        } catch (SQLException e) {
            // dropping the database ends it too
        }
        database.drop();
    }
}
