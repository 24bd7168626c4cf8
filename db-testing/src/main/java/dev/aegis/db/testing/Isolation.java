package dev.aegis.db.testing;

/** How a test's database is kept apart from those of other tests. */
public enum Isolation {

    /**
     * One connection whose transaction is rolled back after the test: quick, and right for most tests.
     *
     * <p>The data source hands out logical connections which behave as usual: commits, rollbacks, savepoints,
     * auto-commit, read-only and nested transactions all work, as savepoints of the one transaction. The limits:
     *
     * <ul>
     *   <li>Only the test's own data source sees its rows. A connection through {@link TestDatabase#url()} does not,
     *       and on SQLite may find the database locked. What it writes is not seen by other tests.
     *   <li>Transactions of several connections must be nested in each other, not overlap. Threads take turns; one
     *       that has to wait for longer than five seconds gets an exception.
     *   <li>A transaction isolation level is remembered but has no effect; {@code now()} of PostgreSQL stands still
     *       during a test. Sequences are set back when it ends.
     *   <li>Transaction control as SQL text ({@code BEGIN}, {@code COMMIT}) is refused, and what cannot run inside a
     *       transaction fails ({@code VACUUM}, {@code CREATE INDEX CONCURRENTLY}).
     *   <li>Nothing is really committed: {@code LISTEN} is refused, {@code NOTIFY} delivers nothing, and what a deferred
     *       trigger writes is taken back after its check.
     * </ul>
     *
     * <p>A test that needs one of these takes {@link #FRESH}.
     */
    ROLLBACK,

    /**
     * A database of its own, copied from the prepared one and dropped after the test: for tests of concurrency, of
     * commit itself, and of everything that opens {@link TestDatabase#url()}.
     */
    FRESH
}
