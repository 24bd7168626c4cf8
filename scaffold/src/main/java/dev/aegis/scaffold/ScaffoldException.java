package dev.aegis.scaffold;

/** The user asked for what cannot be made. The message is one line that says what to change; nothing was written. */
public final class ScaffoldException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ScaffoldException(String message) {
        super(message);
    }

    public ScaffoldException(String message, Throwable cause) {
        super(message, cause);
    }
}
