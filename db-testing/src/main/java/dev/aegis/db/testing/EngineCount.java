package dev.aegis.db.testing;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.platform.engine.TestExecutionResult;

/** How many tests ran on one engine, and how they ended. Thread-safe. */
final class EngineCount {

    private final AtomicInteger passed = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger skipped = new AtomicInteger();

    void add(TestExecutionResult.Status status) {
        switch (status) {
            case SUCCESSFUL -> passed.incrementAndGet();
            case FAILED -> failed.incrementAndGet();
            case ABORTED -> skipped.incrementAndGet();
        }
    }

    void addSkipped(int tests) {
        skipped.addAndGet(tests);
    }

    int passed() {
        return passed.get();
    }

    int failed() {
        return failed.get();
    }

    int skipped() {
        return skipped.get();
    }

    boolean isAny() {
        return passed() + failed() + skipped() > 0;
    }

    @Override
    public String toString() {
        return passed + " passed, " + failed + " failed" + (skipped() > 0 ? ", " + skipped + " skipped" : "");
    }
}
