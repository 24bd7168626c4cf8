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
        try (connection) {
            if (!reusable && !connection.getAutoCommit()) {
                connection.rollback();
            }
            if (!reusable && discarded()) {
                return;
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

    /** HikariCP is told; others see that the connection was aborted. Not a database in memory, which would end with it. */
    private boolean discarded() throws SQLException {
        if (engine == DatabaseEngine.SQLITE && isInMemory()) {
            LOG.warn("A statement has changed the session of a database in memory; what it changed stays");
            return false;
        }
        if (owner.isWrapperFor(HikariDataSource.class)) {
            owner.unwrap(HikariDataSource.class).evictConnection(connection);
        } else {
            connection.abort(Runnable::run);
        }
        return true;
    }

    private boolean isInMemory() throws SQLException {
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
