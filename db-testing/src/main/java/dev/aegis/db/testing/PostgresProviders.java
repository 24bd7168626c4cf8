package dev.aegis.db.testing;

import dev.aegis.db.testing.PostgresProvider.NotHere;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The ways to come by a PostgreSQL server, in order; the first that is open is taken. The system property
 * {@code db.postgres} takes one by its name.
 */
final class PostgresProviders {

    private static final String PROPERTY = "db.postgres";

    private final List<PostgresProvider> inOrder;

    PostgresProviders(List<PostgresProvider> inOrder) {
        this.inOrder = List.copyOf(inOrder);
    }

    /** The server of this JVM. */
    static PostgresServer start() {
        return new PostgresProviders(List.of(
                        new EnvironmentPostgresProvider(System.getenv()),
                        new DockerPostgresProvider(),
                        new EmbeddedPostgresProvider()))
                .start(System.getProperty(PROPERTY));
    }

    /** @param name of the provider to take; the first that is open if there is no name */
    PostgresServer start(@Nullable String name) {
        return name == null || name.isBlank() ? first() : named(name.strip());
    }

    private PostgresServer first() {
        for (PostgresProvider provider : inOrder) {
            try {
                return provider.start();
            } catch (NotHere e) {
                if (e.isSurprising()) {
                    System.err.println("Database tests pass over " + provider.name() + ": " + e.reason());
                }
            }
        }
        throw TestDatabaseException.unavailable("There is no PostgreSQL for the tests: "
                + EnvironmentPostgresProvider.REMEDY + ", or run them on SQLite alone with -Ddb=sqlite");
    }

    private PostgresServer named(String name) {
        PostgresProvider provider = inOrder.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        TestDatabaseException.unavailable("-D%s=%s: there is no such provider; allowed are %s"
                                .formatted(
                                        PROPERTY,
                                        name,
                                        inOrder.stream()
                                                .map(PostgresProvider::name)
                                                .collect(Collectors.joining(", ")))));
        try {
            return provider.start();
        } catch (NotHere e) {
            throw TestDatabaseException.unavailable("-D%s=%s: %s".formatted(PROPERTY, name, e.reason()));
        }
    }
}
