package dev.aegis.db;

import dev.aegis.db.DatabaseException.ConstraintViolated.Kind;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * PostgreSQL's SQLSTATEs, read as in its <a
 * href="https://www.postgresql.org/docs/current/errcodes-appendix.html">table of error codes</a>.
 */
final class PostgresErrors implements SqlErrors {
    static final String COMPLETION_UNKNOWN = "40003";
    /** That of a connection that does not exist; the driver has it, too, for one that was closed. */
    static final String LOST_BEFORE_COMMIT = "08003";

    private static final String ENDED_WHILE_IDLE = "25P03";
    private static final String UNSUPPORTED = "0A000";
    private static final String NO_SUCH_STATEMENT = "26000";

    @Override
    public DatabaseException ofStatement(SQLException error, String what) {
        String message = what + ": " + SqlErrors.line(error);
        String state = state(error);
        if (error instanceof SQLTimeoutException) {
            return new DatabaseException.TimedOut(message, error);
        }
        if (isStalePlan(error)) {
            return new DatabaseException.Conflict(message, error);
        }
        return switch (state) {
            case "40001", "40P01" -> new DatabaseException.Conflict(message, error);
            case "25006" -> new DatabaseException.ReadOnly(message, error);
            // query cancelled, lock not available, transaction timeout
            case "57014", "55P03", "25P04" -> new DatabaseException.TimedOut(message, error);
            default -> ofClass(state, message, error);
        };
    }

    @Override
    public DatabaseException ofCommit(SQLException error) {
        DatabaseException known = ofStatement(error, "COMMIT failed");
        if (state(error).equals(COMPLETION_UNKNOWN)) {
            return new DatabaseException.OutcomeUnknown(
                    "the outcome of COMMIT is unknown: " + SqlErrors.line(error), error);
        }
        // A session that was ended for being idle was ended before COMMIT came.
        boolean lost = known instanceof DatabaseException.Unavailable
                && !state(error).equals(ENDED_WHILE_IDLE)
                && !state(error).equals(LOST_BEFORE_COMMIT);
        return lost
                ? new DatabaseException.OutcomeUnknown(
                        "the connection was lost during COMMIT; the transaction may or may not have happened: "
                                + SqlErrors.line(error),
                        error)
                : known;
    }

    private static DatabaseException ofClass(String state, String message, SQLException error) {
        String stateClass = state.length() >= 2 ? state.substring(0, 2) : "";
        return switch (stateClass) {
            case "23" -> constraint(state, message, error);
            // connection, authorization, no such database, resources, operator intervention, system error;
            // those of idleness end the session of an idle client
            case "08", "28", "3D", "53", "57", "58" -> new DatabaseException.Unavailable(message, error);
            case "25" ->
                state.equals(ENDED_WHILE_IDLE)
                        ? new DatabaseException.Unavailable(message, error)
                        : new DatabaseException.Failed(message, error);
            default -> new DatabaseException.Failed(message, error);
        };
    }

    private static DatabaseException constraint(String state, String message, SQLException error) {
        Kind kind = switch (state) {
            case "23505", "23P01" -> Kind.UNIQUE;
            case "23503" -> Kind.FOREIGN_KEY;
            case "23502" -> Kind.NOT_NULL;
            case "23514" -> Kind.CHECK;
            default -> Kind.OTHER;
        };
        @Nullable
        ServerErrorMessage server = SqlErrors.find(error, PSQLException.class)
                .map(PSQLException::getServerErrorMessage)
                .orElse(null);
        @Nullable String name = null;
        if (server != null) {
            name = server.getConstraint() == null ? server.getColumn() : server.getConstraint();
        }
        return new DatabaseException.ConstraintViolated(message, kind, name, error);
    }

    /**
     * Whether a migration of another session, or a {@code DEALLOCATE}, took the ground from under a prepared statement.
     * The server has no SQLSTATE of its own for the first, and its text is translated.
     */
    static boolean isStalePlan(SQLException error) {
        return state(error).equals(NO_SUCH_STATEMENT)
                || (state(error).equals(UNSUPPORTED)
                        && SqlErrors.find(error, PSQLException.class)
                                .map(PSQLException::getServerErrorMessage)
                                .filter(server -> "RevalidateCachedQuery".equals(server.getRoutine()))
                                .isPresent());
    }

    private static String state(SQLException error) {
        return Objects.requireNonNullElse(error.getSQLState(), "");
    }
}
