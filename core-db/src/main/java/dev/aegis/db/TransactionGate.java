package dev.aegis.db;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets transactions in until the {@link Database} closes, and then waits for those inside: a pool would cut their
 * connections. Thread-safe.
 */
final class TransactionGate {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int ALL = Integer.MAX_VALUE;

    /** Each transaction holds one permit; who holds all of them knows that there is none. */
    private final Semaphore permits = new Semaphore(ALL);

    private volatile boolean closed;

    /**
     * To be followed by {@link #leave()}.
     *
     * @throws DatabaseException.Unavailable if the gate is closed
     */
    void enter() {
        if (closed || !permits.tryAcquire()) {
            throw new DatabaseException.Unavailable("the Database is closed", null);
        }
    }

    void leave() {
        permits.release();
    }

    /** Refuses those who come from now on, and waits for those inside, but no longer than this. Idempotent. */
    synchronized void close(Duration patience) {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (!permits.tryAcquire(ALL, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn(
                        "{} transactions outlasted the close of their Database by {} s; their connections are closed",
                        ALL - permits.availablePermits(),
                        patience.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
