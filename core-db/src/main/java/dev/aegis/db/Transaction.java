package dev.aegis.db;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultSetException;
import org.jspecify.annotations.Nullable;

/**
 * A transaction under way, as its callback receives it. Valid on the callback's own thread until the callback returns;
 * anything else is an {@link IllegalStateException}.
 */
public final class Transaction {
    private final Session session;
    private final Handle handle;
    private final SqlErrors errors;
    private final TransactionOptions options;
    private final Instant now;
    private final Thread owner = Thread.currentThread();
    private final List<Runnable> afterCommit = new ArrayList<>();
    private final Map<Class<?>, Object> daos = new HashMap<>();
    private final boolean onPrimary;
    private boolean readOnly;
    private boolean ended;
    private int depth;
    private @Nullable Throwable doom;

    Transaction(
            Session session,
            Handle handle,
            SqlErrors errors,
            TransactionOptions options,
            Backend.Access access,
            Instant now) {
        this.session = session;
        this.handle = handle;
        this.errors = errors;
        this.options = options;
        this.readOnly = access == Backend.Access.READ;
        this.onPrimary = access == Backend.Access.WRITE || options.primary();
        this.now = now;
    }

    /**
     * The DAO of this JDBI SQL object type, attached to this transaction. Calling it again gives the same one: it costs
     * once for each transaction.
     */
    public <T> T dao(Class<T> type) {
        requireUsable();
        return type.cast(daos.computeIfAbsent(type, handle::attach));
    }

    /**
     * JDBI's handle on this transaction, for SQL without a DAO. It refuses to begin, commit and roll back; it is closed
     * with the transaction.
     */
    public Handle handle() {
        requireUsable();
        return handle;
    }

    /**
     * The one instant of this transaction, to the microsecond: fixed at its begin, by the clock of the {@link Database},
     * so that all rows it writes agree. SQL may write it as {@code :now}; in a batch or a script, bind it yourself.
     */
    public Instant now() {
        requireUsable();
        return now;
    }

    /**
     * Runs something once, on this thread, after the outermost commit and after the connection has gone back; never after
     * a rollback, also not of the nested transaction in which it was asked for. Callbacks run in the order in which they
     * were given. What one throws is logged, and neither undoes anything nor keeps the others from running.
     */
    public void afterCommit(Runnable callback) {
        requireUsable();
        afterCommit.add(Objects.requireNonNull(callback));
    }

    /**
     * Runs a transaction inside this one, as a savepoint: if the callback throws, its work alone is undone and the
     * exception comes out as itself; this transaction may go on.
     *
     * @throws DatabaseException.ReadOnly inside {@link Database#read}
     */
    public <T extends @Nullable Object, X extends Exception> T inTransaction(TransactionCallback<T, X> callback)
            throws X {
        return nested(Backend.Access.WRITE, TransactionOptions.DEFAULT, callback);
    }

    /** As {@link #inTransaction}, without a result. */
    public <X extends Exception> void useTransaction(TransactionConsumer<X> callback) throws X {
        inTransaction(tx -> {
            callback.run(tx);
            return tx;
        });
    }

    <T extends @Nullable Object, X extends Exception> T nested(
            Backend.Access access, TransactionOptions nestedOptions, TransactionCallback<T, X> callback) throws X {
        requireUsable();
        requireNestable(access, nestedOptions);
        boolean forbids = access == Backend.Access.READ && !readOnly;
        String savepoint = "aegis_" + (depth + 1);
        int callbacks = afterCommit.size();
        enter(savepoint, forbids);
        boolean done = false;
        try {
            T result = call(callback);
            leave(savepoint, forbids);
            done = true;
            return result;
        } catch (Throwable failure) {
            if (!done) {
                undo(savepoint, forbids, failure);
                afterCommit.subList(callbacks, afterCommit.size()).clear();
            }
            throw failure;
        }
    }

    /** Runs the callback. An error while rows are fetched is one of JDBI's own, which its handlers of errors do not see. */
    <T extends @Nullable Object, X extends Exception> T call(TransactionCallback<T, X> callback) throws X {
        try {
            return callback.run(this);
        } catch (ResultSetException e) {
            throw e.getCause() instanceof SQLException error ? errors.ofFetch(error, e) : e;
        }
    }

    private void requireNestable(Backend.Access access, TransactionOptions nestedOptions) {
        if (access == Backend.Access.WRITE && readOnly) {
            throw new DatabaseException.ReadOnly(
                    "inTransaction was called inside read, which cannot write; make the outer call inTransaction",
                    null);
        }
        if (nestedOptions.primary() && !onPrimary) {
            throw new IllegalStateException(
                    "a nested read asks for the primary, but the outermost read may be on a replica; ask for it there");
        }
        nestedOptions.isolation().ifPresent(wanted -> {
            // The least there is holds in every transaction; what else the server's default gives is not known.
            TransactionIsolation given = options.isolation().orElse(TransactionIsolation.READ_COMMITTED);
            if (wanted.compareTo(given) > 0) {
                throw new IllegalStateException("a nested transaction asks for " + wanted.sql()
                        + ", more than the outermost one has; ask for it there");
            }
        });
    }

    private void enter(String savepoint, boolean forbidWrites) {
        try {
            session.savepoint(savepoint);
            depth++;
            if (forbidWrites) {
                session.forbidWrites();
                readOnly = true;
            }
        } catch (SQLException e) {
            throw errors.ofStatement(e, "cannot begin a nested transaction");
        }
    }

    private void leave(String savepoint, boolean forbidden) {
        try {
            if (forbidden) {
                // A read has nothing to keep, and only a rollback takes the prohibition off on PostgreSQL.
                session.rollbackToSavepoint(savepoint);
                session.allowWrites();
                readOnly = false;
            } else {
                session.releaseSavepoint(savepoint);
            }
            depth--;
        } catch (SQLException e) {
            throw errors.ofStatement(
                    e,
                    "a nested transaction cannot complete, a statement in it has failed and the error was swallowed");
        }
    }

    private void undo(String savepoint, boolean forbidden, Throwable failure) {
        depth--;
        try {
            session.rollbackToSavepoint(savepoint);
            if (forbidden) {
                session.allowWrites();
                readOnly = false;
            }
        } catch (SQLException e) {
            failure.addSuppressed(e);
            doom = failure;
        }
    }

    private void requireUsable() {
        if (ended) {
            throw new IllegalStateException("the transaction has ended; use it only inside its callback");
        }
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException("the transaction belongs to thread " + owner.getName() + ", not to "
                    + Thread.currentThread().getName());
        }
    }

    /** Why this transaction can only be rolled back: the undoing of a nested one failed. */
    @Nullable
    Throwable doom() {
        return doom;
    }

    void end() {
        ended = true;
    }

    List<Runnable> afterCommitCallbacks() {
        return List.copyOf(afterCommit);
    }
}
