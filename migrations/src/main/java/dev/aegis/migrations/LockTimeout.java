package dev.aegis.migrations;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * How long a statement of a migration waits for a lock on PostgreSQL; everybody else waits behind it for so long. Five
 * seconds, unless the URL has another time, as in {@code ?options=-c%20lock_timeout%3D30s}.
 *
 * @param isDefault whether it is the time that holds if the URL says nothing
 */
record LockTimeout(Duration duration, boolean isDefault) {
    private static final Duration DEFAULT = Duration.ofSeconds(5);

    /** CREATE INDEX CONCURRENTLY waits for every transaction that is open, and keeps no other session from its work. */
    private static final Duration CONCURRENTLY = Duration.ofMinutes(30);

    /** The one that a new session has. None at all counts as not set: nobody is to wait for ever. */
    static LockTimeout of(Connection connection) throws SQLException {
        String query = "select reset_val::bigint from pg_settings where name = 'lock_timeout'"; // in milliseconds
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            Duration found = Duration.ofMillis(result.getLong(1));
            return found.isZero() || found.equals(DEFAULT)
                    ? new LockTimeout(DEFAULT, true)
                    : new LockTimeout(found, false);
        }
    }

    /** The one for a statement that may wait without harm: longer, unless the URL has said how long. */
    LockTimeout concurrently() {
        return isDefault ? new LockTimeout(CONCURRENTLY, true) : this;
    }

    /** Puts it in force, also when a changeset before has set another. Commits, so that no rollback takes it back. */
    void applyTo(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql());
        }
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }

    /** The statement that puts it in force. */
    String sql() {
        return "set lock_timeout = " + duration.toMillis();
    }

    @Override
    public String toString() {
        long millis = duration.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }
}
