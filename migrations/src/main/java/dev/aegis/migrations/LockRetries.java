package dev.aegis.migrations;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often a changeset is tried that could not get a lock, and how long is waited between: with no lock on any table, so
 * that those who queued up behind it get on.
 *
 * @param attempts 1 or more
 */
record LockRetries(int attempts, Pause pause) {
    /** About two minutes with a lock_timeout of five seconds. */
    static final LockRetries DEFAULT = new LockRetries(10, LockRetries::sleep);

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int LONGEST_CHAIN = 50;

    /** Of the server: lock_not_available, deadlock_detected. In both cases it has undone the statement. */
    private static final Set<String> LOCK_FAILURES = Set.of("55P03", "40P01");

    interface Pause {
        /** Waits after this attempt, counted from 1. */
        void after(int attempt) throws InterruptedException;
    }

    /** Twice as long each time, less a random part, so that several do not come back at the same moment. */
    private static void sleep(int attempt) throws InterruptedException {
        long longest = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(attempt - 1, 10));
        Thread.sleep(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
    }

    /** Whether it failed because somebody else holds a lock. */
    static boolean isLockFailure(Throwable failure) {
        Throwable current = failure;
        for (int depth = 0; current != null && depth < LONGEST_CHAIN; depth++) {
            if (current instanceof SQLException sql && LOCK_FAILURES.contains(String.valueOf(sql.getSQLState()))) {
                return true;
            }
            current = current.getCause();
        }
        return false;
    }
}
