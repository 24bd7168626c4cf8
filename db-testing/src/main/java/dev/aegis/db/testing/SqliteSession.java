package dev.aegis.db.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** One transaction per test on SQLite. The driver stays in auto-commit mode and is not asked about transactions. */
final class SqliteSession implements SessionDialect {

    private static final String MAY_HAVE_DEFERRED = "select exists (select 1 from pragma_defer_foreign_keys where"
            + " defer_foreign_keys) or exists (select 1 from sqlite_master where sql like '%deferred%')";

    private static final String WITH_REFERENCES = "select distinct m.name from sqlite_master m"
            + " join pragma_foreign_key_list(m.name) where m.type = 'table'";

    /** No rollback sets a pragma back, and case_sensitive_like cannot even be read. */
    private static final Pattern OUTLIVING = Pattern.compile("(?i)\\b(?:pragma|attach|detach|load_extension)\\b");

    private static final Pattern EXPLANATION = Pattern.compile("(?i)\\A\\s*explain\\b");

    private static final Pattern INSIDE_TRANSACTION = Pattern.compile("(?:within|inside)(?: a)? transaction");

    /** Rows that the preparation left without what they refer to: no commit minds them. */
    private SessionState prepared = SessionState.NONE;

    @Override
    public void open(Connection connection) throws SQLException {
        prepared = new SessionState(0, violations(connection));
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

    /** The compiled statement begins its transaction for reading or for writing. */
    @Override
    public boolean mayWrite(Connection connection, String sql) {
        if (EXPLANATION.matcher(sql).find()) {
            return false;
        }
        try (Statement statement = connection.createStatement();
                ResultSet steps = statement.executeQuery("EXPLAIN " + sql)) {
            while (steps.next()) {
                if (steps.getString("opcode").equals("Transaction") && steps.getInt("p2") != 0) {
                    return true;
                }
            }
            return false;
        } catch (SQLException e) {
            return true;
        }
    }

    /** A failed statement undoes itself. */
    @Override
    public boolean setSavepointForStatement(Connection connection, String savepoint, boolean writes)
            throws SQLException {
        return writes
                && isTrue(connection, MAY_HAVE_DEFERRED)
                && executeUnlessBusy(connection, "SAVEPOINT " + savepoint);
    }

    /** One that cannot be released ends with the test. */
    @Override
    public void releaseAfterStatement(Connection connection, String savepoint) throws SQLException {
        executeUnlessBusy(connection, "RELEASE SAVEPOINT " + savepoint);
    }

    /** As long as rows of {@code INSERT … RETURNING} are read, SQLite sets no savepoint, and releases none. */
    private static boolean executeUnlessBusy(Connection connection, String sql) throws SQLException {
        try {
            SessionDialect.execute(connection, sql);
            return true;
        } catch (SQLiteException e) {
            if (e.getResultCode() == SQLiteErrorCode.SQLITE_BUSY) {
                return false;
            }
            throw e;
        }
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
    public SessionState state(Connection connection) throws SQLException {
        return new SessionState(0, isTrue(connection, MAY_HAVE_DEFERRED) ? violations(connection) : Map.of());
    }

    /** Each statement has been told by {@link #mayWrite}. */
    @Override
    public boolean hasWrittenSince(Connection connection, SessionState state) {
        return true;
    }

    @Override
    public void checkDeferredConstraints(Connection connection, SessionState found) throws SQLException {
        if (!isTrue(connection, MAY_HAVE_DEFERRED)) {
            return;
        }
        Map<String, Long> violations = violations(connection);
        if (found.isExceededBy(violations) && prepared.isExceededBy(violations)) {
            throw new SQLiteException(
                    "FOREIGN KEY constraint failed (deferred until commit)",
                    SQLiteErrorCode.SQLITE_CONSTRAINT_FOREIGNKEY);
        }
    }

    @Override
    public boolean mayOutliveRollback(String sql) {
        return OUTLIVING.matcher(sql).find();
    }

    @Override
    public boolean failedInsideTransaction(SQLException failure) {
        return INSIDE_TRANSACTION.matcher(String.valueOf(failure.getMessage())).find();
    }

    /** Rows without what they refer to, by table, row and reference. */
    private static Map<String, Long> violations(Connection connection) throws SQLException {
        Map<String, Long> violations = new HashMap<>();
        for (String table : tablesWithReferences(connection)) {
            addViolations(connection, table, violations);
        }
        return violations;
    }

    private static List<String> tablesWithReferences(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(WITH_REFERENCES)) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private static void addViolations(Connection connection, String table, Map<String, Long> violations)
            throws SQLException {
        String quoted = '"' + table.replace("\"", "\"\"") + '"';
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("pragma foreign_key_check(" + quoted + ")")) {
            while (rows.next()) {
                String violation = table + "/" + rows.getString("rowid") + "/" + rows.getString("fkid");
                violations.merge(violation, 1L, Long::sum);
            }
        } catch (SQLException e) {
            // SQLite itself lets no such row be written or deleted then: none is violated at the commit
            if (!String.valueOf(e.getMessage()).contains("foreign key mismatch")) {
                throw e;
            }
        }
    }

    private static boolean isTrue(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() && rows.getBoolean(1);
        }
    }
}
