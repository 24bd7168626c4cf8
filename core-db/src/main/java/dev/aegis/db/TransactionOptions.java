package dev.aegis.db;

import java.time.Duration;
import java.util.Optional;

/**
 * How one transaction is run. Immutable; start from {@link #DEFAULT}.
 *
 * <p>They are those of an outermost transaction. On a nested one, name, retries and timeout have no effect: the outermost
 * transaction decides; asking there for a stronger isolation than the outermost has is an {@link IllegalStateException}.
 *
 * @param isolation on PostgreSQL; empty means the server's default and costs no round trip
 * @param retries how often the whole transaction is run again after a {@link DatabaseException#isRetryable() retryable}
 *     failure, 0 to 100, after a pause that doubles from 10 ms to 1 s and is jittered
 * @param timeout how long one run may take from its begin to its commit; statements that run then or later are cancelled
 * @param name what the record of slow transactions calls it
 */
public record TransactionOptions(
        Optional<TransactionIsolation> isolation, int retries, Optional<Duration> timeout, Optional<String> name) {

    /** The engine's isolation, no retries, no timeout, no name. */
    public static final TransactionOptions DEFAULT =
            new TransactionOptions(Optional.empty(), 0, Optional.empty(), Optional.empty());

    public TransactionOptions {
        if (retries < 0 || retries > 100) {
            throw new IllegalArgumentException("retries is " + retries + "; use 0 to 100");
        }
        timeout.filter(value -> value.toMillis() < 1).ifPresent(value -> {
            throw new IllegalArgumentException("timeout is " + value + "; use at least a millisecond");
        });
    }

    /** {@link #DEFAULT} with a name. */
    public static TransactionOptions named(String name) {
        return DEFAULT.withName(name);
    }

    public TransactionOptions withIsolation(TransactionIsolation value) {
        return new TransactionOptions(Optional.of(value), retries, timeout, name);
    }

    public TransactionOptions withRetries(int value) {
        return new TransactionOptions(isolation, value, timeout, name);
    }

    public TransactionOptions withTimeout(Duration value) {
        return new TransactionOptions(isolation, retries, Optional.of(value), name);
    }

    public TransactionOptions withName(String value) {
        return new TransactionOptions(isolation, retries, timeout, Optional.of(value));
    }
}
