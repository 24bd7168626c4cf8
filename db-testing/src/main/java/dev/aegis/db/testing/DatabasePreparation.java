package dev.aegis.db.testing;

/**
 * Fills the database that tests start from: tables, reference data. For implementors; has a public constructor without
 * parameters.
 *
 * <p>Runs once per engine and JVM; its result is copied for the tests. What it opens on the database it must close.
 */
public interface DatabasePreparation {

    /**
     * Prepares an empty database. Nothing is rolled back; the database may also be opened by its URL.
     *
     * @throws Exception fails every test that wanted this preparation
     */
    void prepare(TestDatabase database) throws Exception;

    /**
     * Two preparations with the same fingerprint give the same database, and only one of them runs. By default the
     * name of the class, so that a class prepares the same thing each time.
     */
    default String fingerprint() {
        return getClass().getName();
    }
}
