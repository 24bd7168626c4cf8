package dev.aegis.db;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers and logs the transactions that took long. Thread-safe; a fast transaction costs two readings of the clock. */
final class SlowTransactions {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int KEPT = 20;

    private final long thresholdNanos;
    private final Clock clock;
    private final Deque<SlowTransaction> newestFirst = new ArrayDeque<>();

    /**
     * Makes an empty record.
     *
     * @param threshold what counts as long; zero turns the record off
     */
    SlowTransactions(Duration threshold, Clock clock) {
        this.thresholdNanos = threshold.isZero() ? Long.MAX_VALUE : threshold.toNanos();
        this.clock = clock;
    }

    Started start(TransactionOptions options) {
        return new Started(options, System.nanoTime());
    }

    /** The last few, newest first. */
    List<SlowTransaction> recent() {
        synchronized (newestFirst) {
            return List.copyOf(newestFirst);
        }
    }

    /** A transaction under way. */
    final class Started {
        private final TransactionOptions options;
        private final long startNanos;

        private Started(TransactionOptions options, long startNanos) {
            this.options = options;
            this.startNanos = startNanos;
        }

        /** To be called on the thread that ran it, from below the caller's frame. */
        void ended() {
            long nanos = System.nanoTime() - startNanos;
            if (nanos >= thresholdNanos) {
                record(Duration.ofNanos(nanos));
            }
        }

        private void record(Duration duration) {
            Instant startedAt = clock.instant().minus(duration);
            SlowTransaction slow =
                    new SlowTransaction(startedAt, duration, options.name().orElse("unnamed"), caller());
            synchronized (newestFirst) {
                newestFirst.addFirst(slow);
                if (newestFirst.size() > KEPT) {
                    newestFirst.removeLast();
                }
            }
            LOG.warn("Slow transaction: {} ms, name {}, at {}", duration.toMillis(), slow.name(), slow.caller());
        }
    }

    /** The nearest frame outside the component. Only slow transactions pay for the walk. */
    private static String caller() {
        return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.filter(frame -> !isComponent(frame.getDeclaringClass()))
                        .findFirst()
                        .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                        .orElse("unknown"));
    }

    private static boolean isComponent(Class<?> type) {
        Class<?> host = type.getNestHost();
        return host == SlowTransactions.class || host == TransactionRunner.class || host == Database.class;
    }
}
