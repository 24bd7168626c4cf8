package dev.aegis.compose;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what comes by itself, within bounds. */
final class Eventually {
    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(100);

    private Eventually() {}

    /** Returns how long it took; fails after {@code atMost}. */
    static Duration within(Duration atMost, String what, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > atMost.toNanos()) {
                throw new AssertionError("not within " + atMost + ": " + what);
            }
            LockSupport.parkNanos(INTERVAL);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
