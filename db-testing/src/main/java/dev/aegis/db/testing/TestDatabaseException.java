package dev.aegis.db.testing;

import org.jspecify.annotations.Nullable;

/** A test's database could not be had, or did not do what was asked of it. */
public final class TestDatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private TestDatabaseException(String message, @Nullable Throwable cause, boolean withStackTrace) {
        super(message, cause, true, withStackTrace);
    }

    /** A failure whose place in the code matters. */
    static TestDatabaseException failed(String what, Throwable cause) {
        return new TestDatabaseException(what + ": " + cause.getMessage(), cause, true);
    }

    /** A fault of the surroundings: one line that says what to do, and no stack trace. */
    static TestDatabaseException unavailable(String message) {
        return new TestDatabaseException(message, null, false);
    }
}
