package dev.aegis.db;

import java.time.Duration;
import java.util.Optional;

/**
 * How one transaction is run. Immutable; start from {@link #DEFAULT}.
 *
 * <p>They are those of an outermost transaction. On a nested one, name, retries and timeout have no effect: the outermost
 * transaction decides; asking there for a stronger isolation than the outermost has, or for the primary inside a read that
 * may have gone to a replica, is an {@link IllegalStateException}.
 *
 * @param isolation on PostgreSQL; empty means the server's default and costs no round trip
 * @param retries how often the whole transaction is run again after a {@link DatabaseException#isRetryable() retryable}
 *     failure, 0 to 100, after a pause that doubles from 10 ms to 1 s and is jittered
 * @param timeout how long one run may take from its begin to its commit, 1 ms to 365 days; a statement that runs then is
 *     cancelled, and none begins later
 * @param name what the record of slow transactions calls it
 * @param primary whether a {@link Database#read} asks the primary even if there is a replica
 */
public record TransactionOptions(
        Optional<TransactionIsolation> isolation,
        int retries,
        Optional<Duration> timeout,
        Optional<String> name,
        boolean primary) {

    /** The engine's isolation, no retries, no timeout, no name, and reads on the replica if there is one. */
    public static final TransactionOptions DEFAULT =
            new TransactionOptions(Optional.empty(), 0, Optional.empty(), Optional.empty(), false);

    public TransactionOptions {
        if (retries < 0 || retries > 100) {
            throw new IllegalArgumentException("retries is " + retries + "; use 0 to 100");
        }
        timeout.filter(value ->
                        value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(DatabaseConfigRules.LONGEST) > 0)
                .ifPresent(value -> {
                    throw new IllegalArgumentException(
                            "timeout is " + value + "; use 1 ms to " + DatabaseConfigRules.LONGEST.toDays() + " days");
                });
    }

    /** {@link #DEFAULT} with a name. */
    public static TransactionOptions named(String name) {
        return DEFAULT.withName(name);
    }

    public TransactionOptions withIsolation(TransactionIsolation value) {
        return new TransactionOptions(Optional.of(value), retries, timeout, name, primary);
    }

    public TransactionOptions withRetries(int value) {
        return new TransactionOptions(isolation, value, timeout, name, primary);
    }

    public TransactionOptions withTimeout(Duration value) {
        return new TransactionOptions(isolation, retries, Optional.of(value), name, primary);
    }

    public TransactionOptions withName(String value) {
        return new TransactionOptions(isolation, retries, timeout, Optional.of(value), primary);
    }

    /**
     * A {@link Database#read} that asks the primary: it sees every commit that was acknowledged, which a replica shows
     * later. Without a replica, and for transactions that write, it makes no difference.
     */
    public TransactionOptions onPrimary() {
        return new TransactionOptions(isolation, retries, timeout, name, true);
    }
}
