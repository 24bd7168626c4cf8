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

    /**
     * Whether a statement whose first word says that it reads may write all the same; asked before it is executed. If
     * the engine does not know, it may.
     */
    boolean mayWrite(Connection connection, String sql) throws SQLException;

    /**
     * Sets a savepoint for a statement in auto-commit mode if it needs one: because its failure would spoil the
     * transaction around it, or because a constraint may be found violated when it has been executed.
     *
     * @return whether there is one; not if rows of another statement are being read, and the engine minds
     */
    boolean setSavepointForStatement(Connection connection, String savepoint, boolean writes) throws SQLException;

    /** Releases it; the rows of the statement may not have been read yet. */
    void releaseAfterStatement(Connection connection, String savepoint) throws SQLException;

    /** Forbids writing, until {@link #allowWrites} or, where that is possible, the end of the savepoint. */
    void forbidWrites(Connection connection) throws SQLException;

    void allowWrites(Connection connection) throws SQLException;

    /** What a transaction finds that begins now, inside another one. */
    SessionState state(Connection connection) throws SQLException;

    /**
     * Whether anything has been written since, by statements of which at least one may have.
     *
     * @param state of the time when the innermost transaction began
     */
    boolean hasWrittenSince(Connection connection, SessionState state) throws SQLException;

    /**
     * Checks the constraints that a commit would check.
     *
     * @param found what was violated before, by a transaction that has not committed yet
     */
    void checkDeferredConstraints(Connection connection, SessionState found) throws SQLException;

    /** Whether a statement may leave something in the connection that {@link #rollBack} does not undo. */
    boolean mayOutliveRollback(String sql);

    /** Whether a statement failed because it cannot run inside a transaction, or only at its beginning. */
    boolean failedInsideTransaction(SQLException failure);

    /** Executes SQL of the fixture's own. */
    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
