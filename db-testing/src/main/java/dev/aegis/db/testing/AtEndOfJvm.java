package dev.aegis.db.testing;

import java.util.ArrayDeque;
import java.util.Deque;

/** Closes things when the JVM ends, the last one first. */
final class AtEndOfJvm {

    private static final Deque<AutoCloseable> CLOSEABLES = new ArrayDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(AtEndOfJvm::closeAll, "db-testing-cleanup"));
    }

    private AtEndOfJvm() {}

    static synchronized void close(AutoCloseable closeable) {
        CLOSEABLES.push(closeable);
    }

    private static synchronized void closeAll() {
        while (!CLOSEABLES.isEmpty()) {
            try {
                CLOSEABLES.pop().close();
            } catch (Exception e) {
                // nobody is left to handle it, and what remains is cleaned up at the next start
                System.err.println("Database tests: cleaning up failed: " + e);
            }
        }
    }
}
