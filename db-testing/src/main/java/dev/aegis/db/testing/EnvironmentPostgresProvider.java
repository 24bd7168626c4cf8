package dev.aegis.db.testing;

import java.sql.SQLException;
import java.util.Map;

/** A server that exists already, named by the environment. */
final class EnvironmentPostgresProvider implements PostgresProvider {

    static final String VARIABLE = "TEST_DATABASE_URL";

    static final String REMEDY =
            "set " + VARIABLE + "=postgresql://user:password@host:port/database, with a role that may create databases";

    private final Map<String, String> environment;

    EnvironmentPostgresProvider(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public String name() {
        return "url";
    }

    @Override
    public PostgresServer start() throws NotHere {
        String url = environment.get(VARIABLE);
        if (url == null || url.isBlank()) {
            throw NotHere.absent(VARIABLE + " is not set; " + REMEDY);
        }
        PostgresUrl address = parse(url.strip());
        try {
            PostgresServer server = PostgresServer.connect(
                    address,
                    "%s of " + VARIABLE,
                    database -> database + " (until somebody drops it; the password is that of " + VARIABLE + ")");
            AtEndOfJvm.close(server);
            return server;
        } catch (SQLException e) {
            throw TestDatabaseException.unavailable(
                    "%s=%s cannot be used: %s. Correct it, unset it, or run the tests with -Ddb=sqlite"
                            .formatted(VARIABLE, address, firstLine(e)));
        }
    }

    private static PostgresUrl parse(String url) {
        try {
            return PostgresUrl.parse(url);
        } catch (IllegalArgumentException e) {
            throw TestDatabaseException.unavailable(VARIABLE + " " + e.getMessage());
        }
    }

    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("").replaceFirst("\\.$", "");
    }
}
