package dev.aegis.db;

/**
 * What an acknowledged commit survives on SQLite in WAL mode.
 *
 * @see <a href="https://www.sqlite.org/pragma.html#pragma_synchronous">PRAGMA synchronous</a>
 */
public enum SqliteSynchronous {
    /** A crash of the process and loss of power: the log is synced at every commit. */
    FULL,
    /** A crash of the process; the last commits may be undone (not corrupted) by a loss of power. */
    NORMAL
}
