package dev.aegis.db.testing;

/** The servers of this JVM, one per engine, started when first asked for. */
final class DatabaseServers {

    private static final Once<TestEngine, DatabaseServer> SERVERS = new Once<>();

    private DatabaseServers() {}

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
