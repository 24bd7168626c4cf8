package dev.aegis.db;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection of another owner for one transaction: the owner may not reset what the transaction sets. */
final class BorrowedConnection {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final DataSource owner;
    private final Connection connection;
    private final DatabaseEngine engine;
    private final Backend.Access access;
    private OptionalInt ownersIsolation = OptionalInt.empty();

    BorrowedConnection(DataSource owner, Connection connection, DatabaseEngine engine, Backend.Access access) {
        this.owner = owner;
        this.connection = connection;
        this.engine = engine;
        this.access = access;
    }

    /** Sets the isolation that the options ask for through JDBC, which a test fixture understands. */
    void isolate(TransactionOptions options) throws SQLException {
        if (options.isolation().isPresent() && engine == DatabaseEngine.POSTGRESQL) {
            ownersIsolation = OptionalInt.of(connection.getTransactionIsolation());
            connection.setTransactionIsolation(options.isolation().get().jdbcLevel());
        }
    }

    /** @param reusable false if its state is in doubt: its owner is to close it */
    void giveBack(boolean reusable) {
        try {
            if (reusable || isInMemory()) {
                close(reusable);
            } else {
                discard();
            }
        } catch (SQLException e) {
            LOG.warn("Could not give a connection back clean; its owner has to discard it", e);
        }
    }

    private void close(boolean reusable) throws SQLException {
        try (connection) {
            if (!reusable) {
                LOG.warn("A transaction has changed the session of a database in memory; what it changed stays");
                rollBack();
            }
            connection.setAutoCommit(true);
            if (access == Backend.Access.READ) {
                allowWrites();
            }
            if (ownersIsolation.isPresent()) {
                connection.setTransactionIsolation(ownersIsolation.getAsInt());
            }
        }
    }

    /** HikariCP is told, and closes it; other pools see that the connection was aborted. */
    private void discard() throws SQLException {
        if (owner.isWrapperFor(HikariDataSource.class)) {
            owner.unwrap(HikariDataSource.class).evictConnection(connection);
            return;
        }
        try (connection) {
            rollBack();
            connection.abort(Runnable::run);
        }
    }

    private void rollBack() throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
    }

    /** Such a database would end with its connection. */
    private boolean isInMemory() throws SQLException {
        if (engine == DatabaseEngine.POSTGRESQL) {
            return false;
        }
        try (Statement statement = connection.createStatement();
                ResultSet main = statement.executeQuery("select file from pragma_database_list where name = 'main'")) {
            return main.next() && String.valueOf(main.getString(1)).isEmpty();
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
