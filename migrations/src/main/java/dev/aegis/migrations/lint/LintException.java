package dev.aegis.migrations.lint;

/** Linting or releasing could not be done; the message is one line that says why and what to do. */
public final class LintException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LintException(String message) {
        super(message);
    }

    LintException(String message, Throwable cause) {
        super(message, cause);
    }
}
