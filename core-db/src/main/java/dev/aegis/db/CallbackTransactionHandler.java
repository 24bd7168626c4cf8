package dev.aegis.db;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.transaction.TransactionException;
import org.jdbi.v3.core.transaction.TransactionHandler;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * What JDBI may do with the transaction it finds itself in: join it. A DAO's {@code @Transaction} method takes part in the
 * transaction of the callback; beginning, committing and rolling back belong to {@link Database}.
 */
final class CallbackTransactionHandler implements TransactionHandler {

    @Override
    public boolean isInTransaction(Handle handle) {
        return true;
    }

    @Override
    public <R, X extends Exception> R inTransaction(Handle handle, HandleCallback<R, X> callback) throws X {
        return callback.withHandle(handle);
    }

    @Override
    public <R, X extends Exception> R inTransaction(
            Handle handle, TransactionIsolationLevel level, HandleCallback<R, X> callback) throws X {
        throw refused("a transaction of another isolation");
    }

    @Override
    public void begin(Handle handle) {
        throw refused("begin");
    }

    @Override
    public void commit(Handle handle) {
        throw refused("commit");
    }

    @Override
    public void rollback(Handle handle) {
        throw refused("rollback");
    }

    @Override
    public void savepoint(Handle handle, String name) {
        throw refused("savepoint");
    }

    @Override
    public void rollbackToSavepoint(Handle handle, String name) {
        throw refused("rollback to a savepoint");
    }

    @Override
    public void releaseSavepoint(Handle handle, String name) {
        throw refused("release of a savepoint");
    }

    private static TransactionException refused(String what) {
        return new TransactionException(what + " through JDBI's handle is refused inside a transaction callback: return"
                + " from the callback to commit, throw to roll back, call Transaction.inTransaction for a savepoint");
    }
}
