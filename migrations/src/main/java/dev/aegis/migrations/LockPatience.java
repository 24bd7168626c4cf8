package dev.aegis.migrations;

import dev.aegis.db.DatabaseEngine;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a migration behaves towards those who use the tables: on PostgreSQL a statement gives up after the lock_timeout,
 * and its changeset is tried again later. SQLite has one lock for all, and waits for it.
 */
final class LockPatience {
    private static final Logger LOG = LoggerFactory.getLogger(Migrator.class);

    private final Target target;
    private final Connection connection;
    private final Optional<LockTimeout> timeout;
    private final LockRetries retries;

    private LockPatience(Target target, Connection connection, Optional<LockTimeout> timeout, LockRetries retries) {
        this.target = target;
        this.connection = connection;
        this.timeout = timeout;
        this.retries = retries;
    }

    /** For a session that has run no changeset yet. */
    static LockPatience of(Target target, Connection connection, LockRetries retries) throws SQLException {
        Optional<LockTimeout> timeout = target.url().engine() == DatabaseEngine.POSTGRESQL
                ? Optional.of(LockTimeout.of(connection))
                : Optional.empty();
        return new LockPatience(target, connection, timeout, retries);
    }

    /**
     * Runs a changeset, several times if need be.
     *
     * @param concurrently whether all that it does is CREATE or DROP INDEX CONCURRENTLY
     * @param repeatable asked after a failure: whether it may be run again
     * @throws SQLException with one line that says who holds the lock, when the last attempt failed for a lock; every
     *     other failure comes out at once, as it is
     */
    <T> T run(Changeset changeset, boolean concurrently, BooleanSupplier repeatable, QuietLiquibase.Work<T> work)
            throws Exception {
        if (timeout.isEmpty()) {
            return work.run();
        }
        LockTimeout longest = timeout.get();
        return run(concurrently ? longest.concurrently() : longest, changeset, repeatable, work);
    }

    private <T> T run(LockTimeout longest, Changeset changeset, BooleanSupplier repeatable, QuietLiquibase.Work<T> work)
            throws Exception {
        try (BlockerWatch watch = BlockerWatch.start(target, connection, longest)) {
            for (int attempt = 1; true; attempt++) {
                longest.applyTo(connection);
                try {
                    return work.run();
                } catch (Exception e) {
                    if (!LockRetries.isLockFailure(e)) {
                        throw e;
                    }
                    boolean safe = repeatable.getAsBoolean();
                    if (!safe || attempt >= retries.attempts()) {
                        throw new SQLException(
                                Reasons.line(e) + " (lock_timeout " + longest + ", " + times(attempt, safe) + "): "
                                        + advice(watch),
                                "55P03",
                                e);
                    }
                    tell(changeset, longest, attempt);
                    pause(attempt);
                }
            }
        }
    }

    private static String times(int attempts, boolean safe) {
        return safe ? "attempts " + attempts : "one attempt, since it cannot be repeated safely";
    }

    private static String advice(BlockerWatch watch) {
        return watch.lastSeen()
                .map(BlockerWatch.Blocker::advice)
                .orElse("nobody was seen holding it; look into pg_stat_activity and pg_prepared_xacts, then run again");
    }

    private void tell(Changeset changeset, LockTimeout longest, int attempt) {
        LOG.info(
                "{}: changeset {} could not get a lock within {}; attempt {} of {} follows",
                target,
                changeset.id(),
                longest,
                attempt + 1,
                retries.attempts());
    }

    private void pause(int attempt) {
        try {
            retries.pause().after(attempt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw target.failure("interrupted while waiting for a lock; what was applied before stays, run again");
        }
    }
}
