package dev.aegis.db.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** What the engines do differently about one transaction that holds a whole test. */
interface SessionDialect {

    static SessionDialect of(TestEngine engine) {
        return switch (engine) {
            case SQLITE -> new SqliteSession();
            case POSTGRESQL -> new PostgresSession();
        };
    }

    /** Brings a new connection into the state that the other methods expect. */
    void open(Connection connection) throws SQLException;

    /** Begins the transaction of the test. */
    void begin(Connection connection) throws SQLException;

    /**
     * Rolls back the transaction of the test and all that outlives a transaction.
     *
     * @throws SQLException also if the transaction had been ended by somebody else
     */
    void rollBack(Connection connection) throws SQLException;

    /**
     * Commits the transaction of the test.
     *
     * @throws SQLException also if the transaction had been ended by somebody else
     */
    void commit(Connection connection) throws SQLException;

    /** Whether the transaction of the test still holds what is done now; asked after every statement that failed. */
    boolean isInTransaction(Connection connection) throws SQLException;

    /** Whether a failed statement spoils the transaction around it, and therefore needs a savepoint of its own. */
    boolean failureSpoilsTransaction();

    /** Forbids writing, until {@link #allowWrites} or, where that is possible, the end of the savepoint. */
    void forbidWrites(Connection connection) throws SQLException;

    void allowWrites(Connection connection) throws SQLException;

    /** Checks the constraints that a commit would check. */
    void checkDeferredConstraints(Connection connection) throws SQLException;

    /** Executes SQL of the fixture's own. */
    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
