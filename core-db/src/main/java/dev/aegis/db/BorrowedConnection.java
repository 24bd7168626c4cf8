package dev.aegis.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection of somebody else's for one transaction: its owner may not reset what the transaction sets. */
final class BorrowedConnection {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final Connection connection;
    private final DatabaseEngine engine;
    private final Backend.Access access;
    private OptionalInt ownersIsolation = OptionalInt.empty();

    BorrowedConnection(Connection connection, DatabaseEngine engine, Backend.Access access) {
        this.connection = connection;
        this.engine = engine;
        this.access = access;
    }

    /**
     * Sets the isolation that the options ask for through JDBC, which a test fixture understands.
     *
     * @return the options without it
     */
    TransactionOptions isolate(TransactionOptions options) throws SQLException {
        if (options.isolation().isPresent() && engine == DatabaseEngine.POSTGRESQL) {
            ownersIsolation = OptionalInt.of(connection.getTransactionIsolation());
            connection.setTransactionIsolation(options.isolation().get().jdbcLevel());
        }
        return new TransactionOptions(Optional.empty(), options.retries(), options.timeout(), options.name());
    }

    void giveBack(boolean reusable) {
        try (connection) {
            if (!reusable && !connection.getAutoCommit()) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
            if (access == Backend.Access.READ) {
                allowWrites();
            }
            if (ownersIsolation.isPresent()) {
                connection.setTransactionIsolation(ownersIsolation.getAsInt());
            }
        } catch (SQLException e) {
            LOG.warn("Could not give a connection back clean; its owner has to discard it", e);
        }
    }

    private void allowWrites() throws SQLException {
        if (engine == DatabaseEngine.POSTGRESQL) {
            connection.setReadOnly(false);
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma query_only = off");
        }
    }
}
