package dev.aegis.db;

import dev.aegis.db.DatabaseException.ConstraintViolated.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * SQLite's result codes, read as in its <a href="https://www.sqlite.org/rescode.html">list of result codes</a>.
 */
final class SqliteErrors implements SqlErrors {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final Pattern VIOLATED = Pattern.compile("constraint failed: ([^)\\]]+)");

    @Override
    public DatabaseException ofStatement(SQLException error, String what) {
        Optional<SQLiteErrorCode> code = code(error);
        String message = what + ": " + SqlErrors.line(error);
        if (error instanceof SQLTimeoutException) {
            return new DatabaseException.TimedOut(message, error);
        }
        if (code.isEmpty()) {
            return new DatabaseException.Failed(message, error);
        }
        if (code.get() == SQLiteErrorCode.SQLITE_BUSY_SNAPSHOT) {
            return new DatabaseException.Conflict(message, error);
        }
        // The low byte of an extended code is its primary code.
        return switch (code.get().code & 0xff) {
            case 5, 6 -> // BUSY, LOCKED
                new DatabaseException.TimedOut(
                        message + "; another process holds the write lock for long, find it with: fuser FILE", error);
            case 8 -> new DatabaseException.ReadOnly(message, error);
            case 9 -> new DatabaseException.TimedOut(message, error); // INTERRUPT
            case 19 -> constraint(message, code.get(), error);
            case 7, 10, 11, 13, 14, 26 -> // NOMEM, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB
                new DatabaseException.Unavailable(message, error);
            default -> new DatabaseException.Failed(message, error);
        };
    }

    /** SQLite says "full" of the disk, and of a table whose AUTOINCREMENT is exhausted, which free space does not cure. */
    @Override
    public DatabaseException ofStatement(SQLException error, StatementContext context) {
        DatabaseException failure = SqlErrors.super.ofStatement(error, context);
        if (code(error).orElse(null) == SQLiteErrorCode.SQLITE_FULL) {
            String table = exhausted(context);
            if (table != null) {
                return new DatabaseException.Failed(
                        failure.getMessage() + "; AUTOINCREMENT of table " + table
                                + " is exhausted: its last id is 9223372036854775807",
                        error);
            }
        }
        return failure;
    }

    /** The table of the statement whose AUTOINCREMENT is at its end; null if there is none. */
    private static @Nullable String exhausted(StatementContext context) {
        String sql = String.valueOf(context.getRenderedSql()).toLowerCase(Locale.ROOT);
        // The connection itself, since the error has ended the transaction of the callback's.
        try (Statement statement =
                        context.getConnection().unwrap(SQLiteConnection.class).createStatement();
                ResultSet tables =
                        statement.executeQuery("select name from sqlite_sequence where seq = 9223372036854775807")) {
            while (tables.next()) {
                String table = tables.getString(1);
                if (sql.contains(table.toLowerCase(Locale.ROOT))) {
                    return table;
                }
            }
        } catch (SQLException e) {
            LOG.debug("There is no table with AUTOINCREMENT, or it cannot be read", e);
        }
        return null;
    }

    @Override
    public DatabaseException ofCommit(SQLException error) {
        // A failed sync leaves open whether the commit record has reached the disk.
        if (code(error).filter(code -> (code.code & 0xff) == 10).isPresent()) {
            return new DatabaseException.OutcomeUnknown(
                    "COMMIT failed in input/output: " + SqlErrors.line(error), error);
        }
        return ofStatement(error, "COMMIT failed");
    }

    private static DatabaseException constraint(String message, SQLiteErrorCode code, SQLException error) {
        Kind kind = switch (code) {
            case SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_ROWID -> Kind.UNIQUE;
            case SQLITE_CONSTRAINT_FOREIGNKEY -> Kind.FOREIGN_KEY;
            case SQLITE_CONSTRAINT_NOTNULL -> Kind.NOT_NULL;
            case SQLITE_CONSTRAINT_CHECK -> Kind.CHECK;
            default -> Kind.OTHER;
        };
        Matcher violated = VIOLATED.matcher(SqlErrors.line(error));
        return new DatabaseException.ConstraintViolated(
                message, kind, violated.find() ? violated.group(1).strip() : null, error);
    }

    private static Optional<SQLiteErrorCode> code(SQLException error) {
        return SqlErrors.find(error, SQLiteException.class).map(SQLiteException::getResultCode);
    }
}
