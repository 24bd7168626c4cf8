package dev.aegis.db.testing;

import java.util.List;

/** The ways to come by a PostgreSQL server, in order; the first that is open is taken, and printed. */
final class PostgresProviders {

    private static final List<PostgresProvider> IN_ORDER =
            List.of(new EnvironmentPostgresProvider(System.getenv()), new EmbeddedPostgresProvider());

    private PostgresProviders() {}

    static PostgresServer start() {
        for (PostgresProvider provider : IN_ORDER) {
            PostgresServer server = provider.start().orElse(null);
            if (server != null) {
                System.out.println("Database tests use " + server.description());
                return server;
            }
        }
        throw TestDatabaseException.unavailable(
                "There is no PostgreSQL for the tests: set TEST_DATABASE_URL, or run them on SQLite alone with"
                        + " -Ddb=sqlite");
    }
}
