package dev.aegis.migrations;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.slf4j.LoggerFactory;

/**
 * A lock of the session that does the work: as long as the server still runs a statement of a client that died, the
 * lock is held, and not a moment longer.
 */
final class PostgresMigrationLock extends MigrationLock {
    /** The same in every version of this program; other users of the database must not use it for locks of theirs. */
    static final long KEY = 0x6165_6769_7320_6462L;

    private final Connection connection;
    private boolean held;

    PostgresMigrationLock(Connection connection) {
        this.connection = connection;
    }

    @Override
    boolean tryAcquire() throws SQLException {
        held = ask("select pg_try_advisory_lock(?)");
        return held;
    }

    @Override
    void close() {
        if (held) {
            held = false;
            try {
                if (!connection.getAutoCommit()) {
                    connection.rollback(); // a failed transaction would refuse the next statement
                }
                ask("select pg_advisory_unlock(?)");
            } catch (SQLException e) {
                LoggerFactory.getLogger(Migrator.class).debug("The lock ends with its connection", e);
            }
        }
    }

    private boolean ask(String function) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(function)) {
            statement.setLong(1, KEY);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }
}
