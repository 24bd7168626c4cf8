package dev.aegis.db;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.result.ResultSetException;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Turns a driver's exception into the family of {@link DatabaseException}. One implementation per engine. */
interface SqlErrors {
    int EXCERPT = 300;

    /** An error of a statement or of the start of a transaction. */
    DatabaseException ofStatement(SQLException error, String what);

    /** An error of a statement of JDBI's, whose connection may be asked for the reason. */
    default DatabaseException ofStatement(SQLException error, StatementContext context) {
        return ofStatement(error, "statement failed [" + excerpt(context.getRenderedSql()) + "]");
    }

    /** An error while rows are fetched, with the stack of JDBI's exception, which names the caller's line. */
    default DatabaseException ofFetch(SQLException error, ResultSetException thrown) {
        StatementContext context = thrown.getStatementContext();
        String sql = context == null ? "" : excerpt(context.getRenderedSql());
        DatabaseException translated = ofStatement(error, "cannot read the rows of [" + sql + "]");
        translated.setStackTrace(thrown.getStackTrace());
        return translated;
    }

    /** An error of COMMIT: only here may the outcome be unknown. */
    DatabaseException ofCommit(SQLException error);

    static SqlErrors of(DatabaseEngine engine) {
        return switch (engine) {
            case SQLITE -> new SqliteErrors();
            case POSTGRESQL -> new PostgresErrors();
        };
    }

    /** The first exception of a kind in a chain of causes. */
    static <T extends Throwable> Optional<T> find(Throwable start, Class<T> type) {
        Throwable current = start;
        for (int depth = 0; current != null && depth < 50; depth++) {
            if (type.isInstance(current)) {
                return Optional.of(type.cast(current));
            }
            current = current.getCause();
        }
        return Optional.empty();
    }

    /** The driver's words as one line. */
    static String line(Throwable error) {
        String message =
                Objects.requireNonNullElse(error.getMessage(), error.getClass().getSimpleName());
        return message.strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    /** The beginning of a statement, on one line. */
    static String excerpt(@Nullable String sql) {
        String line = Objects.requireNonNullElse(sql, "").strip().replaceAll("\\s+", " ");
        return line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "…";
    }

    /** Why a network connection could not be made, and the remedy; null when the reason is not the network. */
    static @Nullable String networkFault(Throwable error) {
        if (find(error, UnknownHostException.class).isPresent()) {
            return "unknown host; correct the host name";
        }
        if (find(error, ConnectException.class).isPresent()) {
            return "connection refused; start PostgreSQL there, or correct host and port";
        }
        if (find(error, SocketTimeoutException.class).isPresent()) {
            return "no answer in time; check host, port and firewall";
        }
        return null;
    }
}
