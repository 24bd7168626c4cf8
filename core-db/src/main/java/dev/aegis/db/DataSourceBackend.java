package dev.aegis.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;

/** Connections that somebody else owns. On SQLite the writers take turns, as on owned connections. */
final class DataSourceBackend implements Backend {
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
        } catch (Throwable e) {
            if (takesTurn) {
                sqliteTurn.unlock();
            }
            throw e;
        }
    }

    @Override
    public Connection autoCommitConnection() {
        if (engine == DatabaseEngine.POSTGRESQL) {
            return ownersConnection();
        }
        awaitTurn();
        try {
            Connection connection = ownersConnection();
            return AutoCommitConnection.over(connection, () -> {
                try {
                    new BorrowedConnection(connection, engine, Access.WRITE).giveBack(true);
                } finally {
                    sqliteTurn.unlock();
                }
            });
        } catch (Throwable e) {
            sqliteTurn.unlock();
            throw e;
        }
    }

    private Connection ownersConnection() {
        try {
            return dataSource.getConnection();
        } catch (SQLException e) {
            throw new DatabaseException.Unavailable("the data source gives no connection: " + SqlErrors.line(e), e);
        }
    }

    private Session beginOnConnection(Access access, TransactionOptions options, boolean takesTurn) {
        Connection connection = ownersConnection();
        active.incrementAndGet();
        BorrowedConnection borrowed = new BorrowedConnection(connection, engine, access);
        try {
            return new JdbcSession(connection, engine, access, borrowed.isolate(options), reusable -> {
                active.decrementAndGet();
                try {
                    borrowed.giveBack(reusable);
                } finally {
                    if (takesTurn) {
                        sqliteTurn.unlock();
                    }
                }
            });
        } catch (SQLException e) {
            active.decrementAndGet();
            borrowed.giveBack(false);
            throw SqlErrors.of(engine).ofStatement(e, "cannot begin a transaction");
        } catch (Throwable e) {
            active.decrementAndGet();
            borrowed.giveBack(false);
            throw e;
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
