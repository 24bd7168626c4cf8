package dev.aegis.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection of this process that writes. Callers queue for it in the order in which they come, so that none meets
 * SQLITE_BUSY from another thread and none starves. Thread-safe.
 *
 * <p>Here, and nowhere else, would commits be grouped: the queue is known, and begin and commit pass through.
 */
final class SqliteWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

    private final DatabaseConfig config;
    private final ReentrantLock turn = new ReentrantLock(true);
    private volatile boolean closed;
    private volatile Map<String, String> settings = Map.of();
    private @Nullable Connection connection;
    private @Nullable SqliteTransactionWatch watch;

    private SqliteWriter(DatabaseConfig config) {
        this.config = config;
    }

    static SqliteWriter open(DatabaseConfig config) {
        SqliteWriter writer = new SqliteWriter(config);
        writer.turn.lock();
        try {
            writer.connect();
        } finally {
            writer.turn.unlock();
        }
        return writer;
    }

    /** Begins a transaction once it is the caller's turn; {@link Session#release} passes the turn on. */
    Session begin(Backend.Access access) {
        awaitTurn();
        try {
            requireOpen();
            Connection current = connection == null ? connect() : connection;
            SqliteTransactionWatch currentWatch = Objects.requireNonNull(watch);
            return access == Backend.Access.WRITE
                    ? new SqliteSession(current, "begin immediate", currentWatch, this::passOn)
                    : beginReading(current, currentWatch);
        } catch (SQLException e) {
            DatabaseException failure = new SqliteErrors().ofStatement(e, "cannot begin to write");
            // A lock of another process says nothing against this connection.
            passOn(failure instanceof DatabaseException.TimedOut);
            throw failure;
        } catch (Throwable e) {
            passOn(false);
            throw e;
        }
    }

    /** Hands out the connection itself, in the driver's auto-commit mode, until it is closed; that passes the turn on. */
    Connection autoCommitConnection() {
        if (turn.isHeldByCurrentThread()) {
            throw new IllegalStateException(
                    "a connection of Database.dataSource() was asked for while this thread has a"
                            + " transaction or another such connection open; on SQLite there is only one that writes");
        }
        awaitTurn();
        try {
            requireOpen();
            return AutoCommitConnection.over(connection == null ? connect() : connection, () -> passOn(true));
        } catch (Throwable e) {
            passOn(false);
            throw e;
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new DatabaseException.Unavailable("the Database is closed", null);
        }
    }

    private Session beginReading(Connection current, SqliteTransactionWatch currentWatch) throws SQLException {
        Session session = new SqliteSession(current, "begin", currentWatch, this::passOnAfterReading);
        session.forbidWrites();
        return session;
    }

    private void awaitTurn() {
        try {
            if (!turn.tryLock(config.acquireTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new DatabaseException.PoolExhausted(
                        "waited " + config.acquireTimeout().toMillis() + " ms for the turn to write, with "
                                + turn.getQueueLength() + " others waiting; make write transactions shorter",
                        null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseException.Interrupted("interrupted while waiting for the turn to write", e);
        }
    }

    private void passOnAfterReading(boolean reusable) {
        boolean writable = reusable;
        try {
            execute(Objects.requireNonNull(connection), "pragma query_only = off");
        } catch (SQLException e) {
            writable = false;
        }
        passOn(writable);
    }

    private void passOn(boolean reusable) {
        try {
            if (closed || (!reusable && config.url().file().isPresent())) {
                disconnect();
            } else if (!reusable) {
                restoreMemory();
            }
        } finally {
            turn.unlock();
        }
    }

    /** A database in memory ends with its connection, which is therefore set right instead of replaced. */
    private void restoreMemory() {
        if (connection == null) {
            return;
        }
        try {
            Objects.requireNonNull(watch).ending();
            execute(connection, "rollback");
        } catch (SQLException e) {
            LOG.debug("There was no transaction left to roll back", e);
        }
        try {
            execute(connection, "pragma query_only = off");
            execute(connection, "pragma foreign_keys = on");
        } catch (SQLException e) {
            LOG.warn("Could not restore the connection of a database in memory", e);
        }
    }

    private Connection connect() {
        try {
            Connection opened = DriverManager.getConnection(
                    config.url().jdbcUrl(), SqlitePragmas.forWriting(config.sqliteSynchronous()));
            try {
                settings = SqlitePragmas.requireEffective(opened, config);
                watch = SqliteTransactionWatch.over(opened);
                connection = opened;
                return opened;
            } catch (SQLException | RuntimeException e) {
                opened.close();
                throw e;
            }
        } catch (SQLException e) {
            throw ConnectionFaults.unavailable("DATABASE_URL", config.url(), e);
        }
    }

    private void disconnect() {
        Connection old = connection;
        connection = null;
        watch = null;
        if (old != null) {
            try {
                old.close();
            } catch (SQLException e) {
                LOG.warn("Could not close the writing connection; a new one takes its place", e);
            }
        }
    }

    /** The pragmas of the writing connection, as read back. */
    Map<String, String> settings() {
        return settings;
    }

    PoolUsage usage() {
        boolean active = turn.isLocked();
        return new PoolUsage(active ? 1 : 0, active ? 0 : 1, turn.getQueueLength(), 1);
    }

    /** Keeps the query planner's statistics fresh, and closes. */
    @Override
    public void close() {
        closed = true;
        boolean mine = false;
        try {
            mine = turn.tryLock(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!mine) {
            LOG.warn("A write transaction outlasted the close of its Database; its connection closes with it");
            return;
        }
        try {
            if (connection != null) {
                execute(connection, "pragma optimize");
            }
        } catch (SQLException e) {
            LOG.debug("PRAGMA optimize failed at close", e);
        } finally {
            disconnect();
            turn.unlock();
        }
    }

    private static void execute(Connection on, String sql) throws SQLException {
        try (Statement statement = on.createStatement()) {
            statement.execute(sql);
        }
    }
}
