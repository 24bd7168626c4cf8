package dev.aegis.db;

import java.sql.Connection;
import java.sql.SQLException;

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

    /** Cancels the running statement; callable from any thread while the session is open. */
    void interrupt() throws SQLException;

    /**
     * Gives the connection back. Called once, after commit or rollback.
     *
     * @param reusable false if its state is in doubt: it is closed instead
     */
    void release(boolean reusable);
}
