package dev.aegis.migrations.sql;

/** SQL that PostgreSQL could not read either: a quote or a comment that does not end. */
final class UnreadableSqlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableSqlException(String message) {
        super(message);
    }
}
