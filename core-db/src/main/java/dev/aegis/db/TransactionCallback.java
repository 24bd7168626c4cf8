package dev.aegis.db;

import org.jspecify.annotations.Nullable;

/**
 * Work done in a transaction.
 *
 * <p>With retries it may run several times: keep effects outside the database for {@link Transaction#afterCommit}.
 *
 * @param <T> what the work returns
 * @param <X> the checked exception that it throws; none means {@link RuntimeException}
 */
@FunctionalInterface
public interface TransactionCallback<T extends @Nullable Object, X extends Exception> {
    T run(Transaction tx) throws X;
}
