package dev.aegis.db.testing;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** A server that exists already, named by the environment. */
final class EnvironmentPostgresProvider implements PostgresProvider {

    static final String VARIABLE = "TEST_DATABASE_URL";

    private final Map<String, String> environment;

    EnvironmentPostgresProvider(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Optional<PostgresServer> start() {
        String url = environment.get(VARIABLE);
        if (url == null || url.isBlank()) {
            return Optional.empty();
        }
        PostgresUrl address = parse(url.strip());
        try {
            PostgresServer server = PostgresServer.connect(address, "%s of " + VARIABLE);
            AtEndOfJvm.close(server);
            return Optional.of(server);
        } catch (SQLException e) {
            throw TestDatabaseException.unavailable(
                    "%s=%s cannot be used: %s. Correct it, unset it for embedded PostgreSQL, or run the tests with -Ddb=sqlite"
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
