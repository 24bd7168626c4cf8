package dev.aegis.migrations.sql;

/** SQL that is not what its place asks for: a quote that does not end, two statements in place of one. */
public final class UnreadableSqlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableSqlException(String message) {
        super(message);
    }
}
