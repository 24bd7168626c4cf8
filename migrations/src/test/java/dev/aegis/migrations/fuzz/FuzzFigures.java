package dev.aegis.migrations.fuzz;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What a round came to. Thread-safe. */
final class FuzzFigures {
    private final Map<String, AtomicInteger> counts = new TreeMap<>();
    private final Map<String, String> examples = new TreeMap<>();

    synchronized void count(String what) {
        counts.computeIfAbsent(what, key -> new AtomicInteger()).incrementAndGet();
    }

    /** As {@link #count(String)}, and keeps the first example. */
    synchronized void count(String what, String example) {
        count(what);
        examples.putIfAbsent(what, example);
    }

    synchronized int of(String what) {
        AtomicInteger count = counts.get(what);
        return count == null ? 0 : count.get();
    }

    @Override
    public synchronized String toString() {
        StringBuilder text = new StringBuilder();
        counts.forEach((what, count) -> text.append("%6d  %s%n".formatted(count.get(), what)));
        examples.forEach((what, example) -> text.append("%s%n    such as  %s%n".formatted(what, example)));
        return text.toString();
    }
}
