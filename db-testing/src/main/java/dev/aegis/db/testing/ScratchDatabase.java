package dev.aegis.db.testing;

/**
 * An empty database for a program that is no test: without JUnit on the class path, too. PostgreSQL comes from where
 * tests take it: {@code TEST_DATABASE_URL}, else Docker if Testcontainers is on the class path, else embedded binaries. A
 * server that has to be started for it ends with the JVM.
 */
public final class ScratchDatabase implements AutoCloseable {
    private final PhysicalDatabase database;
    private final String description;

    private ScratchDatabase(DatabaseServer server) {
        database = server.create();
        description = server.description();
    }

    /**
     * Creates one.
     *
     * @throws TestDatabaseException if the engine cannot be had; one line, with the remedy
     */
    public static ScratchDatabase open(TestEngine engine) {
        return new ScratchDatabase(DatabaseServers.of(engine));
    }

    /** Its address in the form of {@code DATABASE_URL}. */
    public String url() {
        return database.url();
    }

    /** Engine, version and origin, for people. */
    public String description() {
        return description;
    }

    /** Removes the database, and throws everybody out first. */
    @Override
    public void close() {
        database.drop();
    }
}
