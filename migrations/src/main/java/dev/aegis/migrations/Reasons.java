package dev.aegis.migrations;

import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Takes the reason out of an exception of Liquibase, which wraps it several times, in several lines each. */
public final class Reasons {
    private static final int LONGEST_CHAIN = 50;

    private Reasons() {}

    /** The words of the driver where there is one, else those of the innermost exception; as one line. */
    public static String line(Throwable error) {
        Throwable reason = error;
        @Nullable Throwable current = error;
        for (int depth = 0; current != null && depth < LONGEST_CHAIN; depth++) {
            reason = current;
            if (current instanceof SQLException) {
                break;
            }
            current = current.getCause();
        }
        String message = Objects.requireNonNullElse(
                reason.getMessage(), reason.getClass().getSimpleName());
        return message.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
