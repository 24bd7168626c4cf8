package dev.aegis.dropwizard;

import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A look at something slow, for all who ask: at most one is under way, and what it found is good for a second, so that no
 * number of probes can load what they look at. Thread-safe.
 */
final class SharedLook<T> implements Managed {
    private static final Duration GOOD_FOR = Duration.ofSeconds(1);

    private final Supplier<T> look;
    private final Duration patience;
    /** One thread, so that a look that hangs is not joined by others. */
    private final ExecutorService thread;

    private @Nullable Look<T> latest;

    /**
     * Nothing is looked at yet.
     *
     * @param patience how long after the beginning of a look those who ask still wait for it
     */
    SharedLook(String name, Duration patience, Supplier<T> look) {
        this.patience = patience;
        this.look = look;
        this.thread = Executors.newSingleThreadExecutor(task -> {
            Thread daemon = new Thread(task, name);
            daemon.setDaemon(true);
            return daemon;
        });
    }

    /** Begins a look unless there is one that is good, and does not wait for it. */
    void begin() {
        current();
    }

    /** What the latest look found, or else a new one; empty if that does not end in time, or this thread shall stop. */
    Optional<T> answer() {
        Look<T> asked = current();
        long left = patience.toNanos() - (System.nanoTime() - asked.startedAt());
        try {
            return Optional.of(asked.found().get(Math.max(0, left), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private synchronized Look<T> current() {
        Look<T> look = latest;
        if (look == null || look.isStale()) {
            look = new Look<>(System.nanoTime(), CompletableFuture.supplyAsync(this.look, thread));
            latest = look;
        }
        return look;
    }

    @Override
    public void stop() {
        thread.shutdownNow();
    }

    private record Look<T>(long startedAt, CompletableFuture<T> found) {
        boolean isStale() {
            return found.isDone() && System.nanoTime() - startedAt > GOOD_FOR.toNanos();
        }
    }
}
