package dev.aegis.db.testing;

/** The servers of this JVM, one per engine, started when first asked for. */
final class DatabaseServers {

    private static final Once<TestEngine, DatabaseServer> SERVERS = new Once<>();
    private static final Once<TestEngine, DatabaseServer> ANNOUNCED = new Once<>();

    private DatabaseServers() {}

    /** As {@link #of}, and says which PostgreSQL it is, once: of that there is a choice. */
    static DatabaseServer forTests(TestEngine engine) {
        return ANNOUNCED.get(engine, () -> {
            DatabaseServer server = of(engine);
            if (engine == TestEngine.POSTGRESQL) {
                System.out.println("Database tests use " + server.description());
            }
            return server;
        });
    }

    /**
     * The server of an engine.
     *
     * @throws TestDatabaseException if the engine cannot be had, with the remedy
     */
    static DatabaseServer of(TestEngine engine) {
        return SERVERS.get(engine, () -> {
            DatabaseServer server = switch (engine) {
                case SQLITE -> new SqliteServer(ScratchDirectory.directory("sqlite"));
                case POSTGRESQL -> PostgresProviders.start();
            };
            ServerDescriptions.put(engine, server.description());
            return server;
        });
    }
}
