package dev.aegis.db.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** One transaction per test on SQLite. The driver stays in auto-commit mode and is not asked about transactions. */
final class SqliteSession implements SessionDialect {

    private static final String MAY_HAVE_DEFERRED = "select exists (select 1 from pragma_defer_foreign_keys where"
            + " defer_foreign_keys) or exists (select 1 from sqlite_master where sql like '%deferred%')";

    @Override
    public void open(Connection connection) {
        // nothing to set
    }

    @Override
    public void begin(Connection connection) throws SQLException {
        SessionDialect.execute(connection, "BEGIN");
    }

    @Override
    public void rollBack(Connection connection) throws SQLException {
        SessionDialect.execute(connection, "ROLLBACK");
    }

    @Override
    public void commit(Connection connection) throws SQLException {
        SessionDialect.execute(connection, "COMMIT");
    }

    /** {@code INSERT OR ROLLBACK} and a few errors roll back everything; inside a transaction, BEGIN fails. */
    @Override
    public boolean isInTransaction(Connection connection) throws SQLException {
        try {
            SessionDialect.execute(connection, "BEGIN");
        } catch (SQLException e) {
            return true;
        }
        SessionDialect.execute(connection, "ROLLBACK");
        return false;
    }

    /**
     * A failed statement undoes itself. And it must be so: no savepoint can be released while the rows of
     * {@code INSERT … RETURNING} are read.
     */
    @Override
    public boolean failureSpoilsTransaction() {
        return false;
    }

    @Override
    public void forbidWrites(Connection connection) throws SQLException {
        SessionDialect.execute(connection, "PRAGMA query_only = true");
    }

    @Override
    public void allowWrites(Connection connection) throws SQLException {
        SessionDialect.execute(connection, "PRAGMA query_only = false");
    }

    @Override
    public void checkDeferredConstraints(Connection connection) throws SQLException {
        if (isTrue(connection, MAY_HAVE_DEFERRED)
                && isTrue(connection, "select exists (select 1 from pragma_foreign_key_check)")) {
            throw new SQLiteException(
                    "FOREIGN KEY constraint failed (deferred until commit)",
                    SQLiteErrorCode.SQLITE_CONSTRAINT_FOREIGNKEY);
        }
    }

    private static boolean isTrue(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() && rows.getBoolean(1);
        }
    }
}
