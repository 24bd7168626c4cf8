package dev.aegis.db;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** One physical transaction on one connection, from begin to the return of the connection. Not thread-safe. */
interface Session {

    /** The connection as the driver gives it; callbacks see it through {@link GuardedConnection}. */
    Connection connection();

    void commit() throws SQLException;

    void rollback() throws SQLException;

    void savepoint(String name) throws SQLException;

    /** Undoes everything since the savepoint, and forgets it. */
    void rollbackToSavepoint(String name) throws SQLException;

    void releaseSavepoint(String name) throws SQLException;

    /** Forbids writes from here on; a rollback to an earlier savepoint allows them again. */
    void forbidWrites() throws SQLException;

    /** Takes {@link #forbidWrites} back, after the rollback to the savepoint set before it. */
    void allowWrites() throws SQLException;

    /** Whether a statement of the callback has ended the transaction behind the component's back. */
    boolean endedByStatement();

    /** Whether {@link #statementEnded} has to be called: the engine tells of no end by itself. */
    default boolean watchesStatements() {
        return false;
    }

    /** Looks, without a round trip, at what a statement of the callback has done to the transaction. */
    default void statementEnded(@Nullable SQLException failure) {}

    /** Whether the statement that failed may be executed once more: it did nothing, for a reason that is gone now. */
    default boolean canRunAgain(SQLException failure) {
        return false;
    }

    /** Cancels the running statement; callable from any thread while the session is open. */
    void interrupt() throws SQLException;

    /** Whether {@link #interrupt} may wait for the network. */
    default boolean interruptsOverNetwork() {
        return false;
    }

    /**
     * Gives the connection back. Called once, after commit or rollback.
     *
     * @param reusable false if its state is in doubt: it is closed instead
     */
    void release(boolean reusable);
}
