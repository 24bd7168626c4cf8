package dev.aegis.migrations;

import org.jspecify.annotations.Nullable;

/**
 * A migration could not be done. The message is one line that says what happened, in which state the database is, and
 * what to do. It holds no password; it may hold the database's own words about the SQL that failed.
 */
public final class MigrationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MigrationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
