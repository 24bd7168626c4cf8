package dev.aegis.migrations;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Looks from a second session who keeps a PostgreSQL session waiting: afterwards the server cannot tell any more. It
 * connects only when the work lasts long enough for a lock to be the reason, and it does without when that fails.
 */
final class BlockerWatch implements AutoCloseable {
    /** Looks for each lock_timeout: the wait that ends in a failure is seen at least twice. */
    private static final int LOOKS = 3;

    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

    private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(2);

    private static final String BLOCKERS = """
            select exists (select 1 from pg_locks where pid = ? and not granted and locktype = 'virtualxid'), pid, coalesce(nullif(application_name, ''), backend_type),
                   coalesce(usename, 'of the server'),
                   case when query = '<insufficient privilege>' then 'at work that only pg_read_all_stats may see'
                       else coalesce(state, 'at work') end,
                   coalesce(extract(epoch from clock_timestamp() - coalesce(query_start, backend_start)), 0)::bigint
            from pg_stat_activity
            where pid = any (pg_blocking_pids(?))
            order by xact_start nulls last, pid
            limit 1""";

    private final Target target;
    private final int pid;
    private final ScheduledExecutorService thread;
    private final Set<Integer> told = new HashSet<>();
    private @Nullable Connection connection;
    private volatile Optional<Blocker> lastSeen = Optional.empty();

    private BlockerWatch(Target target, int pid) {
        this.target = target;
        this.pid = pid;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread daemon = new Thread(task, "aegis-blocker-watch");
            daemon.setDaemon(true);
            return daemon;
        });
    }

    /**
     * The session that another one waits for.
     *
     * @param querySeconds since its current statement began, or since the last one did if it is idle
     */
    record Blocker(boolean byTransaction, int pid, String application, String user, String state, long querySeconds) {

        /** What to know and what to do, as one clause. */
        String advice() {
            String session = "session " + pid + " (application " + application + ", user " + user + ", " + state
                    + ", its last statement began " + querySeconds + " s ago) ";
            return byTransaction
                    ? session
                            + "has a transaction open that began before, and an index is built concurrently only after all"
                            + " of those ended; let it end (it may be a backup), then run again"
                    : session + "holds it; wait until that is done, or end it by select pg_terminate_backend(" + pid
                            + "), then run again";
        }
    }

    /** Watches over what this connection does from now on. */
    @SuppressWarnings("FutureReturnValueIgnored") // look() catches what goes wrong
    static BlockerWatch start(Target target, Connection worker, LockTimeout timeout) throws SQLException {
        BlockerWatch watch = new BlockerWatch(target, pidOf(worker));
        long interval = Math.max(1, Math.min(timeout.duration().toMillis() / LOOKS, LONGEST_INTERVAL.toMillis()));
        watch.thread.scheduleWithFixedDelay(watch::look, interval, interval, TimeUnit.MILLISECONDS);
        return watch;
    }

    private static int pidOf(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select pg_backend_pid()")) {
            result.next();
            return result.getInt(1);
        }
    }

    /** The one that was seen last, if any was. */
    Optional<Blocker> lastSeen() {
        return lastSeen;
    }

    private void look() {
        try {
            if (connection == null) {
                connection = target.openForMigration(); // the same host, if the URL has several
            }
            Optional<Blocker> found = blocker(connection);
            if (found.isPresent() && found.map(Blocker::pid).equals(lastSeen.map(Blocker::pid))) {
                tell(found.get());
            }
            lastSeen = found.or(() -> lastSeen);
        } catch (SQLException | RuntimeException e) {
            LoggerFactory.getLogger(Migrator.class).debug("Who keeps the migration waiting cannot be seen", e);
            thread.shutdown();
        }
    }

    /** Once for each session, when it was seen twice: a wait that is over in a moment is no news. */
    private void tell(Blocker blocker) {
        if (told.add(blocker.pid())) {
            LoggerFactory.getLogger(Migrator.class).info("{}: waiting: {}", target, blocker.advice());
        }
    }

    private Optional<Blocker> blocker(Connection watching) throws SQLException {
        try (PreparedStatement statement = watching.prepareStatement(BLOCKERS)) {
            statement.setInt(1, pid);
            statement.setInt(2, pid);
            try (ResultSet result = statement.executeQuery()) {
                return result.next()
                        ? Optional.of(new Blocker(
                                result.getBoolean(1),
                                result.getInt(2),
                                result.getString(3),
                                result.getString(4),
                                result.getString(5),
                                result.getLong(6)))
                        : Optional.empty();
            }
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (thread.awaitTermination(LONGEST_CLOSE.toMillis(), TimeUnit.MILLISECONDS) && connection != null) {
                connection.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            LoggerFactory.getLogger(Migrator.class).debug("The watching connection did not close", e);
        }
    }
}
