package dev.aegis.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other threads and processes do, never longer than needed, and not for ever. */
public final class Eventually {
    private Eventually() {}

    /** Returns when the condition holds; fails after so many seconds. */
    public static void within(int seconds, String what, BooleanSupplier condition) {
        Instant deadline = Instant.now().plusSeconds(seconds);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("not within " + seconds + " s: " + what);
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
