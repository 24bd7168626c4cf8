package dev.aegis.db;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The turn to write on SQLite: one holder at a time, in the order in which they came, so that none meets SQLITE_BUSY from
 * another thread and none starves. It belongs to what was taken, and any thread may give that back. Thread-safe.
 */
final class WriteTurn {
    private final Semaphore turn = new Semaphore(1, true);
    private volatile @Nullable Held held;

    /**
     * Waits for the turn.
     *
     * @param what is said of the holder to those who wait in vain: "a transaction"
     * @throws DatabaseException.PoolExhausted if it is not free in time; the message tells who has it
     * @throws DatabaseException.Interrupted if the thread is interrupted
     * @throws IllegalStateException if this thread has it, and would wait for itself
     */
    Held take(Duration patience, String what) {
        Held other = held;
        if (other != null && other.thread == Thread.currentThread()) {
            throw new IllegalStateException("this thread has " + other.what
                    + " open, and on SQLite only one at a time can write; end that before");
        }
        try {
            if (!turn.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new DatabaseException.PoolExhausted(
                        "waited " + patience.toMillis() + " ms for the turn to write, with " + turn.getQueueLength()
                                + " others waiting; " + holder() + "; make write transactions shorter",
                        null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseException.Interrupted("interrupted while waiting for the turn to write", e);
        }
        Held mine = new Held(what);
        held = mine;
        return mine;
    }

    private String holder() {
        Held holder = held;
        return holder == null ? "it is free now" : holder.toString();
    }

    /** What to call a transaction with these options. */
    static String transaction(TransactionOptions options) {
        return options.name().map(name -> "transaction '" + name + "'").orElse("an unnamed transaction");
    }

    /** What to call a connection that this thread is about to take. */
    static String connection() {
        return "a connection of Database.dataSource(), taken at " + CallerPlace.of(Thread.currentThread()) + ",";
    }

    /** Whether it is taken. */
    boolean isTaken() {
        return turn.availablePermits() == 0;
    }

    /** How many wait for it. */
    int waiting() {
        return turn.getQueueLength();
    }

    /** The turn in the hands of one holder. */
    final class Held {
        private final String what;
        private final Thread thread = Thread.currentThread();
        private final long since = System.nanoTime();
        private final AtomicBoolean passed = new AtomicBoolean();

        private Held(String what) {
            this.what = what;
        }

        /** Passes the turn on. Only the first call does. */
        void pass() {
            if (passed.compareAndSet(false, true)) {
                held = null;
                turn.release();
            }
        }

        /** Who holds it, for how long, and where that thread is now. */
        @Override
        public String toString() {
            long millis = Duration.ofNanos(System.nanoTime() - since).toMillis();
            return what + " of thread " + thread.getName() + " has held it for " + millis + " ms, and is at "
                    + CallerPlace.of(thread);
        }
    }
}
