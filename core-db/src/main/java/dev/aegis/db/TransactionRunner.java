package dev.aegis.db;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs outermost transactions: begin, callback, commit or rollback, retries, and what follows a commit. Thread-safe. */
final class TransactionRunner {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final Backend backend;
    private final SqlErrors errors;
    private final TransactionHandles handles;
    private final TransactionDeadlines deadlines;
    private final SlowTransactions slowTransactions;
    private final Clock clock;
    private final TransactionGate gate = new TransactionGate();

    @SuppressWarnings("ThreadLocalUsage") // one for each Database: transactions of two of them do not nest
    private final ThreadLocal<@Nullable Transaction> current = new ThreadLocal<>();

    TransactionRunner(Backend backend, TransactionDeadlines deadlines, SlowTransactions slowTransactions, Clock clock) {
        this.backend = backend;
        this.errors = SqlErrors.of(backend.engine());
        this.handles = new TransactionHandles(backend.engine(), errors);
        this.deadlines = deadlines;
        this.slowTransactions = slowTransactions;
        this.clock = clock;
    }

    <T extends @Nullable Object, X extends Exception> T run(
            Backend.Access access, TransactionOptions options, TransactionCallback<T, X> callback) throws X {
        Transaction outer = current.get();
        if (outer != null) {
            return outer.nested(access, options, callback);
        }
        Attempt<T, X> succeeded;
        gate.enter();
        try {
            succeeded = attempts(access, options, callback);
        } finally {
            gate.leave();
        }
        // Not before: one of them may close the Database, which waits for all who are inside the gate.
        succeeded.runAfterCommit();
        return succeeded.result;
    }

    /** Whether the calling thread has a transaction open. */
    boolean isInTransaction() {
        return current.get() != null;
    }

    /** Refuses transactions from now on, and waits for those under way, but no longer than this. Idempotent. */
    void close(Duration patience) {
        if (current.get() != null) {
            throw new IllegalStateException(
                    "close was called inside a transaction callback, for whose end it has to wait; call it outside");
        }
        gate.close(patience);
    }

    private <T extends @Nullable Object, X extends Exception> Attempt<T, X> attempts(
            Backend.Access access, TransactionOptions options, TransactionCallback<T, X> callback) throws X {
        Retries retries = new Retries(options.retries());
        while (true) {
            try {
                Attempt<T, X> attempt = new Attempt<>(access, options, callback);
                attempt.run();
                return attempt;
            } catch (Throwable failure) {
                if (!retries.pauseBeforeAnother(failure)) {
                    throw failure;
                }
            }
        }
    }

    /** One run of a callback in a transaction of its own. */
    private final class Attempt<T extends @Nullable Object, X extends Exception> {
        private final Backend.Access access;
        private final TransactionOptions options;
        private final TransactionCallback<T, X> callback;
        private final Session session;
        private final SlowTransactions.Started started;

        /** Whether COMMIT or ROLLBACK has succeeded, so that the transaction has certainly ended. */
        private boolean ended;

        private boolean statementsClosed;
        private List<Runnable> afterCommit = List.of();

        @SuppressWarnings("NullAway.Init") // by run
        private T result;

        Attempt(Backend.Access access, TransactionOptions options, TransactionCallback<T, X> callback) {
            this.access = access;
            this.options = options;
            this.callback = callback;
            this.session = backend.begin(access, options);
            this.started = slowTransactions.start(options);
        }

        void run() throws X {
            boolean reusable = false;
            try (TransactionDeadlines.Deadline deadline = deadlines.start(session, options)) {
                GuardedConnection connection = new GuardedConnection(session, backend, deadline);
                try {
                    run(connection, deadline);
                } finally {
                    deadline.stop(); // one that passes later has interrupted nothing
                    reusable = ended
                            && statementsClosed
                            && !deadline.passed()
                            && !connection.sessionChanged()
                            && !session.endedByStatement();
                }
            } finally {
                session.release(reusable);
                started.ended();
            }
        }

        private void run(GuardedConnection connection, TransactionDeadlines.Deadline deadline) throws X {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            Handle handle = handles.open(connection, now);
            Transaction tx = new Transaction(session, handle, errors, options, access, now);
            current.set(tx);
            try {
                result = tx.call(callback);
                requireCommittable(session, tx, deadline);
            } catch (Throwable failure) {
                deadline.stop(); // an interrupt must not hit the rollback
                ended = rolledBack(failure);
                throw failure;
            } finally {
                tx.end();
                connection.end();
                current.remove();
                statementsClosed = closed(handle);
            }
            if (access == Backend.Access.READ && connection.sessionChanged()) {
                rollBackRead();
            } else {
                commit();
            }
            afterCommit = tx.afterCommitCallbacks();
        }

        private boolean rolledBack(Throwable failure) {
            try {
                session.rollback();
                return true;
            } catch (SQLException e) {
                failure.addSuppressed(e);
                return false;
            }
        }

        /** A read has nothing to keep. If it could loosen what it was begun with, it still has written nothing. */
        private void rollBackRead() {
            try {
                session.rollback();
                ended = true;
            } catch (SQLException e) {
                throw errors.ofStatement(e, "cannot end a read");
            }
        }

        private void commit() {
            try {
                session.commit();
                ended = true;
            } catch (SQLException e) {
                // What only read has nothing whose outcome could be unknown.
                DatabaseException failure = access == Backend.Access.WRITE
                        ? errors.ofCommit(e)
                        : errors.ofStatement(e, "cannot end a read");
                ended = !(failure instanceof DatabaseException.OutcomeUnknown) && rolledBack(failure);
                throw failure;
            }
        }

        void runAfterCommit() {
            for (Runnable callback : afterCommit) {
                try {
                    callback.run();
                } catch (Throwable failure) {
                    LOG.error("An afterCommit callback failed; the transaction stays committed", failure);
                }
            }
        }
    }

    /** Refuses to commit what the callback may believe in but the database no longer holds. */
    private static void requireCommittable(Session session, Transaction tx, TransactionDeadlines.Deadline deadline) {
        if (session.endedByStatement()) {
            throw new DatabaseException.Failed(
                    "a statement of the callback has ended the transaction (COMMIT, ROLLBACK or ON CONFLICT ROLLBACK);"
                            + " what followed it was written outside of any transaction",
                    null);
        }
        Throwable doom = tx.doom();
        if (doom != null) {
            throw new DatabaseException.Failed(
                    "a nested transaction could not be undone, so the whole transaction is rolled back", doom);
        }
        if (deadline.passed()) {
            throw new DatabaseException.TimedOut(
                    "the transaction took longer than its timeout of " + deadline.timeout() + " and was rolled back",
                    null);
        }
    }

    /** Closes what the callback left open. That it fails must not look like a failure of the transaction. */
    private static boolean closed(Handle handle) {
        try {
            handle.close();
            return true;
        } catch (RuntimeException e) {
            LOG.warn("Could not close a statement after a transaction; its connection is closed instead", e);
            return false;
        }
    }
}
