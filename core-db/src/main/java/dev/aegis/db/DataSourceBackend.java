package dev.aegis.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Connections that somebody else owns. On SQLite the writers take turns, as on owned connections. */
final class DataSourceBackend implements Backend {
    private final DataSource dataSource;
    private final DatabaseEngine engine;
    private final WriteTurn turn = new WriteTurn();
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
        if (engine == DatabaseEngine.POSTGRESQL || access == Access.READ) {
            return begin(access, options, () -> {});
        }
        WriteTurn.Held held = turn.take(DatabaseConfig.DEFAULT_ACQUIRE_TIMEOUT, WriteTurn.transaction(options));
        return begin(access, options, held::pass);
    }

    @Override
    public Connection autoCommitConnection() {
        if (engine == DatabaseEngine.POSTGRESQL) {
            return ownersConnection();
        }
        WriteTurn.Held held = turn.take(DatabaseConfig.DEFAULT_ACQUIRE_TIMEOUT, WriteTurn.connection());
        try {
            Connection connection = ownersConnection();
            return AutoCommitConnection.over(connection, () -> {
                try {
                    borrowed(connection, Access.WRITE).giveBack(true);
                } finally {
                    held.pass();
                }
            });
        } catch (Throwable e) {
            held.pass();
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

    private BorrowedConnection borrowed(Connection connection, Access access) {
        return new BorrowedConnection(dataSource, connection, engine, access);
    }

    /** @param afterwards whatever happens */
    private Session begin(Access access, TransactionOptions options, Runnable afterwards) {
        Connection connection;
        try {
            connection = ownersConnection();
        } catch (Throwable e) {
            afterwards.run();
            throw e;
        }
        active.incrementAndGet();
        BorrowedConnection borrowed = borrowed(connection, access);
        Consumer<Boolean> giveBack = reusable -> {
            active.decrementAndGet();
            try {
                borrowed.giveBack(reusable);
            } finally {
                afterwards.run();
            }
        };
        try {
            borrowed.isolate(options);
            return engine == DatabaseEngine.POSTGRESQL
                    ? new PostgresSession(connection, access, Optional.empty(), giveBack)
                    : new SqliteJdbcSession(connection, access, giveBack);
        } catch (SQLException e) {
            giveBack.accept(false);
            throw SqlErrors.of(engine).ofStatement(e, "cannot begin a transaction");
        } catch (Throwable e) {
            giveBack.accept(false);
            throw e;
        }
    }

    /** What can be known of connections that are somebody else's: how many this Database uses. */
    @Override
    public PoolUsage poolUsage() {
        int now = active.get();
        return new PoolUsage(now, 0, turn.waiting(), now);
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
