package dev.aegis.db.testing;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/** One transaction per test on PostgreSQL. The driver is in a transaction all the time. */
final class PostgresSession implements SessionDialect {

    /** Is there as long as the transaction is the one that was begun. */
    private static final String WITNESS = "aegis_test";

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

    /** A rollback neither lets go of advisory locks of the session nor sets sequences back. */
    @Override
    public void rollBack(Connection connection) throws SQLException {
        SessionDialect.execute(
                connection,
                "ROLLBACK TO SAVEPOINT " + WITNESS + "; ROLLBACK; SELECT pg_advisory_unlock_all()" + resetSequences);
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

    @Override
    public boolean failureSpoilsTransaction() {
        return true;
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

    /** In a savepoint that is taken back, so that afterwards every constraint is deferred, or not, as before. */
    @Override
    public void checkDeferredConstraints(Connection connection) throws SQLException {
        SessionDialect.execute(
                connection,
                "SAVEPOINT aegis_check; SET CONSTRAINTS ALL IMMEDIATE;"
                        + " ROLLBACK TO SAVEPOINT aegis_check; RELEASE SAVEPOINT aegis_check");
    }
}
