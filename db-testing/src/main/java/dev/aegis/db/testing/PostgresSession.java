package dev.aegis.db.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.regex.Pattern;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/** One transaction per test on PostgreSQL. The driver is in a transaction all the time. */
final class PostgresSession implements SessionDialect {

    /** Is there as long as the transaction is the one that was begun. */
    private static final String WITNESS = "aegis_test";

    /** Functions may write: only the numbers of the server tell. */
    private static final String CHANGES = "SELECT CASE WHEN current_setting('track_counts')::boolean THEN"
            + " (SELECT sum(pg_stat_get_xact_tuples_inserted(oid) + pg_stat_get_xact_tuples_updated(oid)"
            + " + pg_stat_get_xact_tuples_deleted(oid))::bigint FROM pg_class WHERE relkind IN ('r', 't', 'm')) END";

    private static final long UNKNOWN = -1;

    private static final Map<String, Long> A_VIOLATION = Map.of("a deferred constraint", 1L);

    /** A setting with a name of its own stays known, if empty; a library stays loaded. */
    private static final Pattern OUTLIVING =
            Pattern.compile("(?i)\\bset_config\\b|\\bset\\s+(?:session\\s+|local\\s+)?[\\w\"]+\\s*\\.|\\bload\\b");

    /** In PostgreSQL's words, active_sql_transaction. */
    private static final String INSIDE_TRANSACTION = "25001";

    private String resetSequences = "";

    @Override
    public void open(Connection connection) throws SQLException {
        resetSequences = PostgresSequences.reset(connection);
        connection.setAutoCommit(false);
    }

    @Override
    public void begin(Connection connection) throws SQLException {
        SessionDialect.execute(connection, "SAVEPOINT " + WITNESS);
    }

    /**
     * A rollback neither lets go of advisory locks of the session nor sets sequences back, and what PREPARE made and
     * lastval() remembers are of the session. The driver notices DEALLOCATE ALL; it is last, since the driver may have
     * prepared the others.
     */
    @Override
    public void rollBack(Connection connection) throws SQLException {
        SessionDialect.execute(
                connection,
                "ROLLBACK TO SAVEPOINT " + WITNESS + "; ROLLBACK; SELECT pg_advisory_unlock_all()" + resetSequences
                        + "; DISCARD SEQUENCES; DEALLOCATE ALL");
        if (!resetSequences.isEmpty()) {
            connection.commit();
        }
    }

    @Override
    public void commit(Connection connection) throws SQLException {
        SessionDialect.execute(connection, "RELEASE SAVEPOINT " + WITNESS + "; COMMIT");
    }

    @Override
    public boolean isInTransaction(Connection connection) throws SQLException {
        return connection.unwrap(BaseConnection.class).getTransactionState() != TransactionState.IDLE;
    }

    /** Any query may call a function that writes. */
    @Override
    public boolean mayWrite(Connection connection, String sql) {
        return true;
    }

    /** A failed statement spoils the transaction. */
    @Override
    public boolean setSavepointForStatement(Connection connection, String savepoint, boolean writes)
            throws SQLException {
        SessionDialect.execute(connection, "SAVEPOINT " + savepoint);
        return true;
    }

    @Override
    public void releaseAfterStatement(Connection connection, String savepoint) throws SQLException {
        SessionDialect.execute(connection, "RELEASE SAVEPOINT " + savepoint);
    }

    /** Holds until the end of the savepoint that was set last, even if that is released. */
    @Override
    public void forbidWrites(Connection connection) throws SQLException {
        SessionDialect.execute(connection, "SET TRANSACTION READ ONLY");
    }

    @Override
    public void allowWrites(Connection connection) {
        // the end of the savepoint has done it
    }

    @Override
    public SessionState state(Connection connection) throws SQLException {
        return new SessionState(changes(connection), violations(connection));
    }

    @Override
    public boolean hasWrittenSince(Connection connection, SessionState state) throws SQLException {
        long changes = changes(connection);
        return changes == UNKNOWN || changes != state.changes();
    }

    private static long changes(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(CHANGES)) {
            rows.next();
            long changes = rows.getLong(1);
            return rows.wasNull() ? UNKNOWN : changes;
        }
    }

    private static Map<String, Long> violations(Connection connection) throws SQLException {
        try {
            check(connection);
            return Map.of();
        } catch (SQLException e) {
            SessionDialect.execute(connection, "ROLLBACK TO SAVEPOINT aegis_check; RELEASE SAVEPOINT aegis_check");
            return A_VIOLATION;
        }
    }

    /** If one was violated before, the server does not tell whether another one is now. */
    @Override
    public void checkDeferredConstraints(Connection connection, SessionState found) throws SQLException {
        if (!found.isExceededBy(A_VIOLATION)) {
            return;
        }
        check(connection);
    }

    /** In a savepoint that is taken back, so that afterwards every constraint is deferred, or not, as before. */
    private static void check(Connection connection) throws SQLException {
        SessionDialect.execute(
                connection,
                "SAVEPOINT aegis_check; SET CONSTRAINTS ALL IMMEDIATE;"
                        + " ROLLBACK TO SAVEPOINT aegis_check; RELEASE SAVEPOINT aegis_check");
    }

    @Override
    public boolean mayOutliveRollback(String sql) {
        return OUTLIVING.matcher(sql).find();
    }

    @Override
    public boolean failedInsideTransaction(SQLException failure) {
        return INSIDE_TRANSACTION.equals(failure.getSQLState());
    }
}
