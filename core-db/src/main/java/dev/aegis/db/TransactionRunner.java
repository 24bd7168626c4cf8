package dev.aegis.db;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
        gate.enter();
        try {
            return attempts(access, options, callback);
        } finally {
            gate.leave();
        }
    }

    /** Refuses transactions from now on, and waits for those under way, but no longer than this. Idempotent. */
    void close(Duration patience) {
        if (current.get() != null) {
            throw new IllegalStateException(
                    "close was called inside a transaction callback, for whose end it has to wait; call it outside");
        }
        gate.close(patience);
    }

    private <T extends @Nullable Object, X extends Exception> T attempts(
            Backend.Access access, TransactionOptions options, TransactionCallback<T, X> callback) throws X {
        Retries retries = new Retries(options.retries());
        while (true) {
            try {
                return attempt(access, options, callback);
            } catch (Throwable failure) {
                if (!retries.pauseBeforeAnother(failure)) {
                    throw failure;
                }
            }
        }
    }

    private <T extends @Nullable Object, X extends Exception> T attempt(
            Backend.Access access, TransactionOptions options, TransactionCallback<T, X> callback) throws X {
        Session session = backend.begin(access, options);
        SlowTransactions.Started started = slowTransactions.start(options);
        GuardedConnection connection = new GuardedConnection(session.connection(), backend.engine());
        boolean reusable = false;
        Transaction tx;
        T result;
        try (TransactionDeadlines.Deadline deadline = deadlines.start(session, options)) {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            Handle handle = handles.open(connection, now);
            tx = new Transaction(session, handle, errors, options, access, now);
            current.set(tx);
            try {
                result = tx.call(callback);
                requireCommittable(session, tx, deadline);
            } catch (Throwable failure) {
                deadline.stop(); // an interrupt must not hit the rollback
                reusable = rollback(session, failure);
                throw failure;
            } finally {
                tx.end();
                connection.end();
                current.remove();
                reusable &= closed(handle);
            }
            commit(session, access);
            reusable = !deadline.passed();
        } finally {
            session.release(reusable && !connection.sessionChanged() && !session.endedByStatement());
            started.ended();
        }
        runAfterCommit(tx);
        return result;
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

    private static boolean rollback(Session session, Throwable failure) {
        try {
            session.rollback();
            return true;
        } catch (SQLException e) {
            failure.addSuppressed(e);
            return false;
        }
    }

    private void commit(Session session, Backend.Access access) {
        try {
            session.commit();
        } catch (SQLException e) {
            // What only read has nothing whose outcome could be unknown.
            DatabaseException failure =
                    access == Backend.Access.WRITE ? errors.ofCommit(e) : errors.ofStatement(e, "cannot end a read");
            if (!(failure instanceof DatabaseException.OutcomeUnknown)) {
                rollback(session, failure);
            }
            throw failure;
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

    private static void runAfterCommit(Transaction tx) {
        for (Runnable callback : tx.afterCommitCallbacks()) {
            try {
                callback.run();
            } catch (Throwable failure) {
                LOG.error("An afterCommit callback failed; the transaction stays committed", failure);
            }
        }
    }
}
