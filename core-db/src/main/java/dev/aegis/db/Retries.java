package dev.aegis.db;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Decides whether a failed transaction is run again, and waits before it. One for each transaction. */
final class Retries {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final int allowed;
    private final List<Throwable> earlier = new ArrayList<>();

    Retries(int allowed) {
        this.allowed = allowed;
    }

    /**
     * Waits, and returns true, if the transaction is to be run again. Otherwise the failure carries those of the earlier
     * runs as suppressed exceptions.
     */
    boolean pauseBeforeAnother(Throwable failure) {
        if (earlier.size() < allowed && isRetryable(failure) && paused()) {
            earlier.add(failure);
            return true;
        }
        earlier.stream().filter(other -> other != failure).forEach(failure::addSuppressed);
        return false;
    }

    /** The callback may have wrapped the exception in one of its own. */
    private static boolean isRetryable(Throwable failure) {
        return SqlErrors.find(failure, DatabaseException.class)
                .map(DatabaseException::isRetryable)
                .orElse(false);
    }

    /** False if the thread is interrupted: it is asked to stop, not to try again. */
    private boolean paused() {
        long longest = Math.min(FIRST_PAUSE.toMillis() << Math.min(earlier.size(), 20), LONGEST_PAUSE.toMillis());
        try {
            // Jitter keeps transactions that collided from colliding again.
            Thread.sleep(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
