package dev.aegis.migrations;

import dev.aegis.db.DatabaseUrl;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Held while a schema is changed, so that of several migrators one works and the others wait. The server or the
 * operating system releases it when its holder dies; Liquibase's own lock is a row in a table and would stay.
 */
abstract class MigrationLock {
    private static final Logger LOG = LoggerFactory.getLogger(Migrator.class);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMillis(50);

    /**
     * Waits for the lock of a database.
     *
     * @param connection the one that will do the work
     * @throws MigrationException if another migration holds it for too long, or the thread is interrupted
     */
    static MigrationLock acquire(Target target, Connection connection) throws SQLException, IOException {
        MigrationLock lock = target.url() instanceof DatabaseUrl.Sqlite sqlite
                ? new SqliteMigrationLock(sqlite)
                : new PostgresMigrationLock(connection);
        try {
            lock.await(target);
            return lock;
        } catch (Throwable e) {
            lock.close();
            throw e;
        }
    }

    /** One attempt, which does not wait. */
    abstract boolean tryAcquire() throws SQLException, IOException;

    /** Releases the lock, if it is held. */
    abstract void close();

    // Asks again and again rather than letting the server wait: a statement that waits there keeps a snapshot open,
    // and the migration that it waits for could never finish a CREATE INDEX CONCURRENTLY.
    private void await(Target target) throws SQLException, IOException {
        long start = System.nanoTime();
        boolean told = false;
        while (!tryAcquire()) {
            if (System.nanoTime() - start > LONGEST_WAIT.toNanos()) {
                throw target.failure("nothing was changed, another migration has been running for "
                        + LONGEST_WAIT.toMinutes() + " minutes; run again when it has ended");
            }
            if (!told) {
                LOG.info("{}: waiting for another migration to end", target);
                told = true;
            }
            try {
                Thread.sleep(PAUSE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw target.failure("nothing was changed, interrupted while waiting for another migration; run again");
            }
        }
    }
}
