package dev.aegis.db.testing;

/** A database while it belongs to one test. */
interface LeasedDatabase extends AutoCloseable {

    TestDatabase database();

    /**
     * Undoes what the test did. Doing it again does nothing.
     *
     * @throws AssertionError if the test left a connection open, or did what this kind of isolation cannot undo
     */
    @Override
    void close();
}
