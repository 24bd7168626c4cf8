package dev.aegis.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.HashMap;
import java.util.Map;

/** The savepoints of one transaction that is controlled through JDBC, by their names. Not thread-safe. */
final class JdbcSavepoints {
    private final Connection connection;
    private final Map<String, Savepoint> known = new HashMap<>();

    JdbcSavepoints(Connection connection) {
        this.connection = connection;
    }

    void set(String name) throws SQLException {
        known.put(name, connection.setSavepoint(name));
    }

    /** Undoes everything since, and forgets it. */
    void rollbackTo(String name) throws SQLException {
        connection.rollback(savepoint(name));
        release(name);
    }

    void release(String name) throws SQLException {
        connection.releaseSavepoint(savepoint(name));
        // Not before: after a release that failed there is a rollback to it.
        known.remove(name);
    }

    private Savepoint savepoint(String name) throws SQLException {
        Savepoint savepoint = known.get(name);
        if (savepoint == null) {
            throw new SQLException("no savepoint " + name);
        }
        return savepoint;
    }
}
