package dev.aegis.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConnection;

/**
 * The one connection of this process that writes. Callers queue for it in the order in which they come, so that none meets
 * SQLITE_BUSY from another thread and none starves. Thread-safe.
 *
 * <p>Here, and nowhere else, would commits be grouped: the queue is known, and begin and commit pass through.
 */
final class SqliteWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);
    private static final String MAIN = "main";

    private final DatabaseConfig config;
    private final OpenedFile file;
    private final WriteTurn turn = new WriteTurn();
    private volatile boolean closed;
    private volatile Map<String, String> settings = Map.of();
    private @Nullable Connection connection;
    private @Nullable SqliteTransactionWatch watch;

    private SqliteWriter(DatabaseConfig config, OpenedFile file) {
        this.config = config;
        this.file = file;
    }

    static SqliteWriter open(DatabaseConfig config, OpenedFile file) {
        SqliteWriter writer = new SqliteWriter(config, file);
        writer.connect();
        return writer;
    }

    /** Begins a transaction once it is the caller's turn; {@link Session#release} passes the turn on. */
    Session begin(Backend.Access access, TransactionOptions options) {
        WriteTurn.Held held = turn.take(config.acquireTimeout(), WriteTurn.transaction(options));
        try {
            requireOpen();
            Connection current = connection == null ? connect() : connection;
            SqliteTransactionWatch currentWatch = Objects.requireNonNull(watch);
            return access == Backend.Access.WRITE
                    ? new SqliteSession(current, "begin immediate", currentWatch, reusable -> passOn(held, reusable))
                    : beginReading(held, current, currentWatch);
        } catch (SQLException e) {
            DatabaseException failure = new SqliteErrors().ofStatement(e, "cannot begin to write");
            // A lock of another process says nothing against this connection.
            passOn(held, failure instanceof DatabaseException.TimedOut);
            throw failure;
        } catch (Throwable e) {
            // What the component itself refuses says nothing against this connection.
            passOn(held, e instanceof DatabaseException);
            throw e;
        }
    }

    /** Hands out the connection itself, in the driver's auto-commit mode, until it is closed; that passes the turn on. */
    Connection autoCommitConnection() {
        WriteTurn.Held held = turn.take(config.acquireTimeout(), WriteTurn.connection());
        try {
            requireOpen();
            return AutoCommitConnection.over(connection == null ? connect() : connection, () -> passOn(held, true));
        } catch (Throwable e) {
            // What the component itself refuses says nothing against this connection.
            passOn(held, e instanceof DatabaseException);
            throw e;
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new DatabaseException.Unavailable("the Database is closed", null);
        }
        file.requireInPlace(connection != null);
    }

    private Session beginReading(WriteTurn.Held held, Connection current, SqliteTransactionWatch currentWatch)
            throws SQLException {
        Session session =
                new SqliteSession(current, "begin", currentWatch, reusable -> passOnAfterReading(held, reusable));
        session.forbidWrites();
        return session;
    }

    private void passOnAfterReading(WriteTurn.Held held, boolean reusable) {
        boolean writable = reusable;
        try {
            execute(Objects.requireNonNull(connection), "pragma query_only = off");
        } catch (SQLException e) {
            writable = false;
        }
        passOn(held, writable);
    }

    private void passOn(WriteTurn.Held held, boolean reusable) {
        try {
            if (closed || (!reusable && config.url().file().isPresent())) {
                disconnect();
            } else if (!reusable) {
                moveMemory();
            }
        } finally {
            held.pass();
        }
    }

    /** A database in memory ends with its connection: what it holds moves to a new one. */
    private void moveMemory() {
        Connection old = connection;
        SqliteTransactionWatch oldWatch = watch;
        if (old == null || oldWatch == null) {
            return;
        }
        try {
            oldWatch.ending();
            execute(old, "rollback");
        } catch (SQLException e) {
            LOG.debug("There was no transaction left to roll back", e);
        }
        try {
            byte[] contents = old.unwrap(SQLiteConnection.class).serialize(MAIN);
            Connection next = connect();
            next.unwrap(SQLiteConnection.class).deserialize(MAIN, contents);
            SqlitePragmas.requireEffective(next, config);
            old.close();
        } catch (SQLException | RuntimeException e) {
            if (connection != old) {
                disconnect();
            }
            connection = old;
            watch = oldWatch;
            LOG.warn("Could not give a database in memory a new connection; what was set on the old one stays", e);
        }
    }

    private Connection connect() {
        try {
            Connection opened = DriverManager.getConnection(
                    config.url().jdbcUrl(), SqlitePragmas.forWriting(config.sqliteSynchronous()));
            try {
                settings = SqlitePragmas.requireEffective(opened, config);
                file.opened();
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
        boolean active = turn.isTaken();
        return new PoolUsage(active ? 1 : 0, active ? 0 : 1, turn.waiting(), 1);
    }

    /** Keeps the query planner's statistics fresh, and closes. */
    @Override
    public void close() {
        closed = true;
        WriteTurn.Held held;
        try {
            held = turn.take(CLOSE_TIMEOUT, "the close of the Database");
        } catch (DatabaseException | IllegalStateException e) {
            LOG.warn("A write transaction outlasted the close of its Database; its connection closes with it", e);
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
            held.pass();
        }
    }

    private static void execute(Connection on, String sql) throws SQLException {
        try (Statement statement = on.createStatement()) {
            statement.execute(sql);
        }
    }
}
