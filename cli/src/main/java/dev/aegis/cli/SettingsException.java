package dev.aegis.cli;

/** A setting of the command itself is wrong; one line with the remedy. */
final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SettingsException(String message) {
        super(message);
    }
}
