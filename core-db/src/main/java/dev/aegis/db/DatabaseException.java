package dev.aegis.db;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can go wrong with the database, sorted by what a caller can do about it. The cause is the driver's exception.
 *
 * <p>Messages never hold a password; they may hold SQL and the server's words, so they belong in a log, not in an
 * answer to the outside.
 */
public abstract sealed class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private DatabaseException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * Whether running the whole transaction again may succeed without anything else having changed. Never true when the
     * outcome of the first run is unknown.
     */
    public boolean isRetryable() {
        return false;
    }

    /** The database cannot be reached, or was lost before the commit. Nothing was committed. Try again later. */
    public static final class Unavailable extends DatabaseException {
        private static final long serialVersionUID = 1L;

        Unavailable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** All connections stayed in use for the whole time that a caller may wait. Nothing was done. Shed load. */
    public static final class PoolExhausted extends DatabaseException {
        private static final long serialVersionUID = 1L;

        PoolExhausted(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** Another transaction won: serialization failure, deadlock, stale snapshot. Run the whole transaction again. */
    public static final class Conflict extends DatabaseException {
        private static final long serialVersionUID = 1L;

        Conflict(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        @Override
        public boolean isRetryable() {
            return true;
        }
    }

    /** The data break a rule of the schema. Change the data. */
    public static final class ConstraintViolated extends DatabaseException {
        private static final long serialVersionUID = 1L;

        private final Kind kind;
        private final @Nullable String constraint;

        ConstraintViolated(String message, Kind kind, @Nullable String constraint, @Nullable Throwable cause) {
            super(message, cause);
            this.kind = kind;
            this.constraint = constraint;
        }

        public Kind kind() {
            return kind;
        }

        /**
         * What was violated, as the engine names it: PostgreSQL the constraint or, for NOT NULL, the column
         * ({@code accounts_name_key}); SQLite the columns or the check ({@code accounts.name}). SQLite names nothing for
         * a foreign key.
         */
        public Optional<String> constraint() {
            return Optional.ofNullable(constraint);
        }

        /** The kind of rule. */
        public enum Kind {
            UNIQUE,
            FOREIGN_KEY,
            NOT_NULL,
            CHECK,
            OTHER
        }
    }

    /** A write where only reading is allowed: in {@link Database#read}, on a replica, on a read-only file. */
    public static final class ReadOnly extends DatabaseException {
        private static final long serialVersionUID = 1L;

        ReadOnly(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** A statement, a lock or the whole transaction took longer than allowed, and was rolled back. */
    public static final class TimedOut extends DatabaseException {
        private static final long serialVersionUID = 1L;

        TimedOut(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * The connection was lost while COMMIT was under way, or PostgreSQL's synchronous replica did not confirm it in
     * time: the transaction may or may not have happened, or may be lost by a fail-over. Find out before doing it
     * again; the component never does it again by itself.
     */
    public static final class OutcomeUnknown extends DatabaseException {
        private static final long serialVersionUID = 1L;

        OutcomeUnknown(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The thread was interrupted while it waited for a connection. Nothing was done; its interrupt flag is set. */
    public static final class Interrupted extends DatabaseException {
        private static final long serialVersionUID = 1L;

        Interrupted(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Anything else, mostly a mistake in the program: wrong SQL, a missing table, an aborted transaction, a stored value
     * that cannot be read as the type that was asked for.
     */
    public static final class Failed extends DatabaseException {
        private static final long serialVersionUID = 1L;

        Failed(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
