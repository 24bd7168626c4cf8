package dev.aegis.db.testing;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/** Makes each value once, and remembers failures too: what failed for one test is not tried again for the next. */
final class Once<K, V> {

    private final ConcurrentMap<K, CompletableFuture<V>> values = new ConcurrentHashMap<>();

    /** The value of a key, made by the first who asks; the others wait for it. */
    V get(K key, Supplier<V> maker) {
        CompletableFuture<V> mine = new CompletableFuture<>();
        CompletableFuture<V> known = values.putIfAbsent(key, mine);
        if (known == null) {
            complete(mine, maker);
            known = mine;
        }
        try {
            return known.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw e;
        }
    }

    private static <V> void complete(CompletableFuture<V> future, Supplier<V> maker) {
        try {
            future.complete(maker.get());
        } catch (Throwable failure) {
            future.completeExceptionally(failure);
        }
    }
}
