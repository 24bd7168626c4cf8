package dev.aegis.db;

/**
 * Work done in a transaction that returns nothing; see {@link TransactionCallback}.
 *
 * @param <X> the checked exception that it throws; none means {@link RuntimeException}
 */
@FunctionalInterface
public interface TransactionConsumer<X extends Exception> {
    void run(Transaction tx) throws X;
}
