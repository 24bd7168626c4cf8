package dev.aegis.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections that somebody else owns. On SQLite the writers take turns, as on owned connections. */
final class DataSourceBackend implements Backend {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final DataSource dataSource;
    private final DatabaseEngine engine;
    private final ReentrantLock sqliteTurn = new ReentrantLock(true);
    private final AtomicInteger active = new AtomicInteger();

    private DataSourceBackend(DataSource dataSource, DatabaseEngine engine) {
        this.dataSource = dataSource;
        this.engine = engine;
    }

    static DataSourceBackend over(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            String product = connection.getMetaData().getDatabaseProductName();
            DatabaseEngine engine = switch (product.toLowerCase(Locale.ROOT)) {
                case "sqlite" -> DatabaseEngine.SQLITE;
                case "postgresql" -> DatabaseEngine.POSTGRESQL;
                default ->
                    throw new IllegalArgumentException(
                            "the data source is of " + product + "; SQLite and PostgreSQL are known");
            };
            return new DataSourceBackend(dataSource, engine);
        } catch (SQLException e) {
            throw new DatabaseException.Unavailable("the data source gives no connection: " + SqlErrors.line(e), e);
        }
    }

    @Override
    public DatabaseEngine engine() {
        return engine;
    }

    @Override
    public Session begin(Access access, TransactionOptions options) {
        boolean takesTurn = engine == DatabaseEngine.SQLITE && access == Access.WRITE;
        if (takesTurn) {
            awaitTurn();
        }
        try {
            return beginOnConnection(access, options, takesTurn);
        } catch (RuntimeException e) {
            if (takesTurn) {
                sqliteTurn.unlock();
            }
            throw e;
        }
    }

    private Session beginOnConnection(Access access, TransactionOptions options, boolean takesTurn) {
        Connection connection;
        try {
            connection = dataSource.getConnection();
        } catch (SQLException e) {
            throw new DatabaseException.Unavailable("the data source gives no connection: " + SqlErrors.line(e), e);
        }
        active.incrementAndGet();
        try {
            return new JdbcSession(connection, engine, access, options, reusable -> {
                giveBack(connection, access, reusable);
                if (takesTurn) {
                    sqliteTurn.unlock();
                }
            });
        } catch (SQLException e) {
            giveBack(connection, access, false);
            throw SqlErrors.of(engine).ofStatement(e, "cannot begin a transaction");
        }
    }

    private void awaitTurn() {
        try {
            if (!sqliteTurn.tryLock(DatabaseConfig.DEFAULT_ACQUIRE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new DatabaseException.PoolExhausted(
                        "waited " + DatabaseConfig.DEFAULT_ACQUIRE_TIMEOUT.toMillis()
                                + " ms for the turn to write; make write transactions shorter",
                        null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseException.Interrupted("interrupted while waiting for the turn to write", e);
        }
    }

    /** The owner's pool may not reset what a transaction has set; and only the owner could discard a connection. */
    private void giveBack(Connection connection, Access access, boolean reusable) {
        active.decrementAndGet();
        try (connection) {
            if (!reusable) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
            if (access == Access.READ) {
                allowWrites(connection);
            }
        } catch (SQLException e) {
            LOG.warn("Could not give a connection back clean; its owner has to discard it", e);
        }
    }

    private void allowWrites(Connection connection) throws SQLException {
        if (engine == DatabaseEngine.POSTGRESQL) {
            connection.setReadOnly(false);
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma query_only = off");
        }
    }

    /** What can be known of connections that are somebody else's: how many this Database uses. */
    @Override
    public PoolUsage poolUsage() {
        int now = active.get();
        return new PoolUsage(now, 0, sqliteTurn.getQueueLength(), now);
    }

    @Override
    public Map<String, String> settings() {
        return Map.of();
    }

    @Override
    public void close() {
        // The data source is its owner's to close.
    }
}
