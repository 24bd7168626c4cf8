package dev.aegis.db;

import dev.aegis.db.Backend.Access;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A database, and the only door to it: every statement runs in a transaction that commits when its callback returns and
 * rolls back when it throws.
 *
 * <pre>{@code
 * try (Database db = Database.open(DatabaseConfig.fromEnvironment())) {
 *     Account ada = db.inTransaction(tx -> tx.dao(AccountDao.class).insert("Ada", tx.now()));
 *     List<Account> newest = db.read(tx -> tx.dao(AccountDao.class).newest(20));
 * }
 * }</pre>
 *
 * <p>The contract, the same on both engines:
 *
 * <ol>
 *   <li>Commit when the callback returns; roll back on <em>any</em> {@link Throwable}, which comes out as itself. A
 *       rollback that fails is added to it as suppressed.
 *   <li>A transaction inside a transaction (same thread, same {@code Database}) is a savepoint: its failure undoes it
 *       alone, the outer one may go on. A nested {@code read} sees the outer one's uncommitted work.
 *   <li>{@link Transaction#afterCommit} runs once, after the outermost commit, never after a rollback.
 *   <li>Retries are opt-in ({@link TransactionOptions#withRetries}), bounded and jittered, and happen only after a
 *       {@link DatabaseException.Conflict}: never when the outcome of COMMIT is unknown.
 *   <li>{@code read} cannot write, and on PostgreSQL may go to a replica, unless it is {@link TransactionOptions#onPrimary
 *       on the primary}.
 *   <li>A connection goes back to the pool clean, or not at all.
 *   <li>A transaction that outlasts the configured time is recorded with its duration, name and caller.
 * </ol>
 *
 * <p>On SQLite all writers of one process take turns on one connection, in the order in which they came; readers run
 * beside them. A callback must therefore not wait for another thread's transaction: on SQLite that is a deadlock, ended
 * by the acquire timeout of the other.
 *
 * <p>Thread-safe; callbacks run on the thread that calls. Errors of the database come out as {@link DatabaseException},
 * thrown by the statement itself, so that the callback may catch them.
 */
public final class Database implements AutoCloseable {
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

    private final Backend backend;
    private final TransactionRunner runner;
    private final TransactionDeadlines deadlines = new TransactionDeadlines();
    private final SlowTransactions slowTransactions;

    private Database(Backend backend, Duration slowTransaction, Clock clock) {
        this.backend = backend;
        this.slowTransactions = new SlowTransactions(slowTransaction, clock);
        this.runner = new TransactionRunner(backend, deadlines, slowTransactions, clock);
    }

    /**
     * Opens a database: creates a SQLite file and its directories when missing, fills the pool, and checks that the
     * settings took effect.
     *
     * @throws DatabaseConfigException if the configuration contradicts itself
     * @throws DatabaseException.Unavailable if the database cannot be opened; one line that names setting, redacted URL
     *     and remedy
     */
    public static Database open(DatabaseConfig config) {
        return open(config, Clock.systemUTC());
    }

    /** As {@link #open(DatabaseConfig)}, with the clock that {@link Transaction#now()} reads. */
    public static Database open(DatabaseConfig config, Clock clock) {
        DatabaseConfigRules.check(config);
        Backend backend =
                config.url() instanceof DatabaseUrl.Sqlite ? SqliteBackend.open(config) : PostgresBackend.open(config);
        try {
            return new Database(backend, config.slowTransaction(), clock);
        } catch (RuntimeException e) {
            backend.close();
            throw e;
        }
    }

    /**
     * A database over connections of another owner: a test fixture, another framework's pool. Closing it leaves the data
     * source open. Transactions are controlled through JDBC, and on SQLite this {@code Database}'s writers take turns;
     * what the owner has set (pragmas, timeouts, pool size) holds as it is. A connection that is not fit for the next
     * borrower is evicted from HikariCP, and aborted ({@link java.sql.Connection#abort}) in other pools.
     *
     * @throws DatabaseException.Unavailable if no connection can be had to ask which engine it is
     * @throws IllegalArgumentException if it is neither SQLite nor PostgreSQL
     */
    public static Database over(DataSource dataSource) {
        return over(dataSource, Clock.systemUTC());
    }

    /** As {@link #over(DataSource)}, with the clock that {@link Transaction#now()} reads. */
    public static Database over(DataSource dataSource, Clock clock) {
        return new Database(DataSourceBackend.over(dataSource), DatabaseConfig.DEFAULT_SLOW_TRANSACTION, clock);
    }

    /** The engine behind it, for the rare statement that needs to differ. */
    public DatabaseEngine engine() {
        return backend.engine();
    }

    /**
     * Runs the callback in a transaction; inside another one, as a savepoint of that.
     *
     * @return what the callback returns
     * @throws X what the callback throws, as itself
     * @throws DatabaseException if there is no connection to be had, or the commit fails
     */
    public <T extends @Nullable Object, X extends Exception> T inTransaction(TransactionCallback<T, X> callback)
            throws X {
        return runner.run(Access.WRITE, TransactionOptions.DEFAULT, callback);
    }

    /** As {@link #inTransaction(TransactionCallback)}, with options. */
    public <T extends @Nullable Object, X extends Exception> T inTransaction(
            TransactionOptions options, TransactionCallback<T, X> callback) throws X {
        return runner.run(Access.WRITE, options, callback);
    }

    /** As {@link #inTransaction(TransactionCallback)}, without a result. */
    public <X extends Exception> void useTransaction(TransactionConsumer<X> callback) throws X {
        useTransaction(TransactionOptions.DEFAULT, callback);
    }

    /** As {@link #inTransaction(TransactionOptions, TransactionCallback)}, without a result. */
    public <X extends Exception> void useTransaction(TransactionOptions options, TransactionConsumer<X> callback)
            throws X {
        runner.run(Access.WRITE, options, tx -> {
            callback.run(tx);
            return tx;
        });
    }

    /**
     * Runs the callback in a transaction that cannot write and sees one state of the database on SQLite; on PostgreSQL,
     * that of each statement unless the options say otherwise. Inside another transaction it sees the uncommitted work
     * of that. On PostgreSQL an outermost {@code read} goes to the replica, if one is configured; one that must see what
     * was committed a moment ago uses {@link TransactionOptions#onPrimary()}.
     *
     * @return what the callback returns
     * @throws X what the callback throws, as itself
     * @throws DatabaseException.ReadOnly from the statement that tries to write
     */
    public <T extends @Nullable Object, X extends Exception> T read(TransactionCallback<T, X> callback) throws X {
        return runner.run(Access.READ, TransactionOptions.DEFAULT, callback);
    }

    /** As {@link #read(TransactionCallback)}, with options. */
    public <T extends @Nullable Object, X extends Exception> T read(
            TransactionOptions options, TransactionCallback<T, X> callback) throws X {
        return runner.run(Access.READ, options, callback);
    }

    /**
     * The connections behind this database for libraries that insist on a {@link DataSource} and keep records of their
     * own, as a scheduler does. Everything else has its door in {@link #inTransaction}.
     *
     * <p>They are the component's own connections, with its settings and limits: of the pool on PostgreSQL, the one that
     * writes on SQLite, where its borrower has waited for its turn like any other writer and keeps all others waiting
     * until it is closed, by any thread. There, each statement commits by itself and everything else is refused; a
     * thread that has a write transaction or another such connection open gets {@link IllegalStateException}. None of
     * the promises about transactions holds for what is done on them.
     */
    public DataSource dataSource() {
        return new DatabaseDataSource(backend);
    }

    /**
     * Asks the primary, where writes go, whether it takes them, as a readiness check does. Writes nothing.
     *
     * @return how long the answer took, the wait for a connection included
     * @throws DatabaseException.ReadOnly if it answers and takes no writes, as a standby does
     * @throws DatabaseException if it does not answer
     */
    public Duration ping() {
        long start = System.nanoTime();
        DatabaseHealthCheck.requireWritable(this);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /**
     * The facts behind the health tree, asked of the primary now, and of the replica how it is: takes no write lock, and
     * never throws because the database is ill; see {@link DatabaseHealth#fault()}.
     */
    public DatabaseHealth health() {
        return DatabaseHealthCheck.of(this, backend, slowTransactions.recent());
    }

    /**
     * Closes the connections after the transactions under way, for which it waits up to ten seconds. A transaction begun
     * later is refused with {@link DatabaseException.Unavailable}. Idempotent.
     *
     * @throws IllegalStateException inside a transaction callback of this {@code Database}
     */
    @Override
    public void close() {
        runner.close(CLOSE_PATIENCE);
        backend.close();
        deadlines.close();
    }
}
