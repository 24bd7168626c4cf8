package dev.aegis.db.testing;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one thread at a time use the one connection of a test: for a statement, or for as long as it has a transaction
 * open.
 */
final class Turns {

    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition turnEnded = lock.newCondition();

    /** @param patience how long a thread waits */
    Turns(Duration patience) {
        this.patience = patience;
    }

    /**
     * Waits until a connection may be used: until no other thread has a transaction open. A connection that has one
     * itself may be handed from thread to thread.
     *
     * @param open the open transactions, innermost first
     * @throws SQLTransientException if that takes too long
     */
    void begin(LogicalConnection connection, Deque<LogicalTransaction> open) throws SQLException {
        lock.lock();
        try {
            long remaining = patience.toNanos();
            LogicalTransaction innermost = open.peek();
            while (innermost != null
                    && innermost.connection != connection
                    && innermost.thread != Thread.currentThread()) {
                if (remaining <= 0) {
                    throw tooLong(innermost.thread);
                }
                remaining = turnEnded.awaitNanos(remaining);
                innermost = open.peek();
            }
        } catch (InterruptedException e) {
            lock.unlock();
            Thread.currentThread().interrupt();
            throw new SQLTransientException("Interrupted while waiting for the connection of the test", e);
        } catch (SQLException | RuntimeException | Error e) {
            lock.unlock();
            throw e;
        }
    }

    /** Takes a turn regardless of open transactions. */
    void begin() {
        lock.lock();
    }

    void end() {
        turnEnded.signalAll();
        lock.unlock();
    }

    private SQLException tooLong(Thread holder) {
        return new SQLTransientException("Thread \"%s\" has waited for %s s for thread \"%s\", which has a transaction"
                        .formatted(Thread.currentThread().getName(), patience.toMillis() / 1000.0, holder.getName())
                + " open: in ROLLBACK isolation all of them share one connection;"
                + " use @DatabaseTest(isolation = Isolation.FRESH)");
    }
}
