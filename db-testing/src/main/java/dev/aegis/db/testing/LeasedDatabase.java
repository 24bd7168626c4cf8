package dev.aegis.db.testing;

/** A database while it belongs to one test. */
interface LeasedDatabase extends AutoCloseable {

    TestDatabase database();

    /**
     * Undoes what the test did, or keeps it for people to look into. Doing it again does nothing.
     *
     * @throws AssertionError if the test left a connection open, or did what this kind of isolation cannot undo
     */
    void end(FailedTest test);

    @Override
    default void close() {
        end(FailedTest.NONE);
    }
}
