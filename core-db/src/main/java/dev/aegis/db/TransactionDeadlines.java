package dev.aegis.db;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Interrupts transactions that take longer than their timeout. Thread-safe; its one thread starts with the first. */
final class TransactionDeadlines implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    /**
     * An interrupt that arrives between two statements, or between two fetches of one, stops nothing: both engines forget
     * it. So it is repeated until the transaction ends. On PostgreSQL each is a connection of its own to the server.
     */
    private static final Duration BETWEEN_INTERRUPTS = Duration.ofMillis(200);

    private final ScheduledThreadPoolExecutor timer;

    TransactionDeadlines() {
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "aegis-transaction-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
    }

    Deadline start(Session session, TransactionOptions options) {
        Deadline deadline = new Deadline(session, options.timeout());
        options.timeout()
                .ifPresent(timeout -> deadline.pending = timer.scheduleWithFixedDelay(
                        deadline::interrupt, timeout.toMillis(), BETWEEN_INTERRUPTS.toMillis(), TimeUnit.MILLISECONDS));
        return deadline;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** The deadline of one transaction. After {@link #stop()} it interrupts nothing any more. */
    static final class Deadline implements AutoCloseable {
        private final Session session;
        private final Optional<Duration> timeout;
        private boolean stopped;
        private boolean passed;
        private @Nullable Future<?> pending;

        private Deadline(Session session, Optional<Duration> timeout) {
            this.session = session;
            this.timeout = timeout;
        }

        Duration timeout() {
            return timeout.orElse(Duration.ZERO);
        }

        synchronized boolean passed() {
            return passed;
        }

        /** Under the same lock as {@link #stop}: a late interrupt must not hit the connection's next transaction. */
        private synchronized void interrupt() {
            if (stopped) {
                return;
            }
            boolean first = !passed;
            passed = true;
            try {
                session.interrupt();
            } catch (SQLException | RuntimeException e) {
                if (first) {
                    LOG.warn("Could not interrupt a transaction that is over its timeout; it is tried again", e);
                }
            }
        }

        @Override
        public void close() {
            stop();
        }

        synchronized void stop() {
            stopped = true;
            if (pending != null) {
                pending.cancel(false);
            }
        }
    }
}
