package dev.aegis.db;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Interrupts transactions that take longer than their timeout. Thread-safe; its threads start with the first.
 *
 * <p>An interrupt that arrives between two statements, or between two fetches of one, stops nothing: both engines forget
 * it. So it is repeated until the transaction ends, less and less often. On PostgreSQL each is a connection of its own to
 * the server, which may be in trouble just then: it is made on a thread of its own, without a lock, and by few at once.
 */
final class TransactionDeadlines implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LAST_INTERRUPT = Duration.ofSeconds(1);
    private static final int MOST_AT_ONCE = 4;

    private final ScheduledThreadPoolExecutor timer;
    private final ThreadPoolExecutor overNetwork;

    TransactionDeadlines() {
        timer = new ScheduledThreadPoolExecutor(1, daemon("aegis-transaction-deadlines"));
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        // Without a queue: what finds no thread is left to the next interrupt of the same transaction.
        overNetwork = new ThreadPoolExecutor(
                0, MOST_AT_ONCE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), daemon("aegis-transaction-cancels"));
    }

    private static ThreadFactory daemon(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    Deadline start(Session session, TransactionOptions options) {
        Deadline deadline = new Deadline(session, options.timeout());
        options.timeout().ifPresent(timeout -> deadline.interruptAfter(timeout.toMillis()));
        return deadline;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        overNetwork.shutdownNow();
    }

    /** The deadline of one transaction. After {@link #stop()} it begins no interrupt any more. */
    final class Deadline implements AutoCloseable {
        private final Session session;
        private final Optional<Duration> timeout;
        private volatile boolean passed;
        private boolean stopped;
        private long pause = FIRST_PAUSE.toMillis();
        private @Nullable Future<?> pending;
        private volatile @Nullable Future<?> underWay;

        private Deadline(Session session, Optional<Duration> timeout) {
            this.session = session;
            this.timeout = timeout;
        }

        Duration timeout() {
            return timeout.orElse(Duration.ZERO);
        }

        /** Whether it has passed; then its connection serves no other transaction, since an interrupt may still be under way. */
        boolean passed() {
            return passed;
        }

        private synchronized void interruptAfter(long millis) {
            if (stopped) {
                return;
            }
            try {
                pending = timer.schedule(this::interrupt, millis, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("The Database is closed: its connections are, too", e);
            }
        }

        private void interrupt() {
            if (session.interruptsOverNetwork()) {
                if (!pass()) {
                    return;
                }
                try {
                    underWay = overNetwork.submit(this::interruptNow);
                } catch (RejectedExecutionException e) {
                    LOG.debug("As many interrupts as there may be are under way; this one is tried later", e);
                }
            } else {
                interruptUnlessStopped();
            }
            interruptAfter(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE.toMillis());
        }

        /** Under the same lock as {@link #stop}: a late interrupt must not hit the connection's next transaction. */
        private synchronized void interruptUnlessStopped() {
            if (pass()) {
                interruptNow();
            }
        }

        private synchronized boolean pass() {
            passed |= !stopped;
            return !stopped;
        }

        private void interruptNow() {
            try {
                session.interrupt();
            } catch (SQLException | RuntimeException e) {
                LOG.warn("Could not interrupt a transaction that is over its timeout; it is tried again", e);
            }
        }

        @Override
        public void close() {
            stop();
        }

        void stop() {
            synchronized (this) {
                stopped = true;
                if (pending != null) {
                    pending.cancel(false);
                }
            }
            awaitInterruptUnderWay();
        }

        /** So that it does not hit the rollback; one that takes longer meets a server in trouble, and is given up. */
        private void awaitInterruptUnderWay() {
            Future<?> interrupt = underWay;
            if (interrupt == null) {
                return;
            }
            try {
                interrupt.get(LAST_INTERRUPT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                LOG.debug("An interrupt of a transaction that has ended meanwhile did not come to its end", e);
            }
        }
    }
}
