package dev.aegis.db.testing;

import org.jspecify.annotations.Nullable;

/** A transaction of one logical connection: a savepoint in the transaction of the test. */
final class LogicalTransaction {

    final LogicalConnection connection;
    final Thread thread = Thread.currentThread();

    /** The savepoint; empty for a single statement that needs none. */
    final String savepoint;

    /** Where it was begun; empty for a single statement. */
    final String place;

    /** Whether it was this transaction that forbade writing, and not one around it. */
    final boolean forbadeWrites;

    /** Whether writing is forbidden in it. */
    final boolean readOnly;

    /** What it found when it began inside another transaction; null if there is none around it. */
    final @Nullable SessionState found;

    private boolean wrote;

    /** When another connection last committed a write inside this transaction, as a number that grows. */
    private long lastForeignCommit;

    LogicalTransaction(
            LogicalConnection connection,
            String savepoint,
            String place,
            boolean readOnly,
            boolean forbadeWrites,
            @Nullable SessionState found) {
        this.connection = connection;
        this.savepoint = savepoint;
        this.place = place;
        this.readOnly = readOnly;
        this.forbadeWrites = forbadeWrites;
        this.found = found;
    }

    /** Whether it is one statement in auto-commit mode. */
    boolean isStatement() {
        return place.isEmpty();
    }

    void wrote() {
        wrote = true;
    }

    boolean hasWritten() {
        return wrote || lastForeignCommit > 0;
    }

    void foreignCommit(long when) {
        lastForeignCommit = when;
    }

    /** Whether undoing this transaction from that moment on would undo what another connection has committed. */
    boolean hasForeignCommitSince(long when) {
        return lastForeignCommit > when;
    }
}
