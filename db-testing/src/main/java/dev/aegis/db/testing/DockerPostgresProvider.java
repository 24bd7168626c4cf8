package dev.aegis.db.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * A server in a container of this JVM's own. Needs Testcontainers on the class path, which finds the engine.
 *
 * <p>The container is removed when the JVM ends. Its id stands in the scratch directory of the JVM: if that is killed,
 * the next one removes the container.
 */
final class DockerPostgresProvider implements PostgresProvider {

    private static final String IMAGE = "postgres:17";
    private static final int PORT = 5432;
    private static final String SUPERUSER = "postgres";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "docker";
    }

    @Override
    public PostgresServer start() throws NotHere {
        DockerEngine engine = engine();
        engine.require(IMAGE);
        try {
            return serverOf(run(engine));
        } catch (IOException | SQLException | RuntimeException e) {
            throw NotHere.unusable("a container of %s does not start: %s".formatted(IMAGE, e.getMessage()));
        }
    }

    /**
     * Removes the container of the JVM that had a scratch directory, if it had one.
     *
     * @throws IOException if it remains; so must the directory, for others who can do it
     */
    static void removeContainerOf(Path scratchDirectory) throws IOException {
        Path file = fileIn(scratchDirectory.resolve("postgresql"));
        if (Files.exists(file)) {
            String id = Files.readString(file);
            try {
                engine().container(id).close();
            } catch (NotHere e) {
                throw new IOException("a container remains (docker rm -fv " + id + "): " + e.reason(), e);
            }
        }
    }

    private static DockerEngine engine() throws NotHere {
        if (isOnClassPath()) {
            return DockerEngine.find();
        }
        throw NotHere.absent("Testcontainers is not on the class path; add a test dependency on"
                + " org.testcontainers:testcontainers");
    }

    private static DockerContainer run(DockerEngine engine) throws IOException {
        Path file = fileIn(ScratchDirectory.directory("postgresql"));
        DockerContainer container = engine.create(IMAGE, PORT, environment(), command());
        Files.writeString(file, container.id());
        ScratchDirectory.closeAtEnd(container);
        container.start();
        return container;
    }

    private static PostgresServer serverOf(DockerContainer container) throws SQLException {
        PostgresUrl superuser =
                new PostgresUrl(SUPERUSER, SUPERUSER, container.host(), container.port(PORT), "postgres", "");
        try (Connection connection = connect(superuser, container)) {
            return DisposableServer.over(
                    connection, superuser.host(), superuser.port(), "%s in Docker (" + IMAGE + ")");
        }
    }

    /** The server accepts connections over the network only when it is ready. */
    private static Connection connect(PostgresUrl address, DockerContainer container) throws SQLException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return address.connect();
            } catch (SQLException e) {
                if (System.nanoTime() > deadline || !container.isRunning()) {
                    throw e;
                }
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
    }

    private static Map<String, String> environment() {
        return Map.of(
                "POSTGRES_PASSWORD",
                SUPERUSER,
                "POSTGRES_INITDB_ARGS",
                DisposableServer.LOCALE.entrySet().stream()
                        .map(option -> "--" + option.getKey() + "=" + option.getValue())
                        .collect(Collectors.joining(" ", "--encoding=UTF8 ", "")));
    }

    private static List<String> command() {
        List<String> command = new ArrayList<>(List.of("postgres"));
        DisposableServer.SETTINGS.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return command;
    }

    private static Path fileIn(Path directory) {
        return directory.resolve("container");
    }

    private static boolean isOnClassPath() {
        try {
            Class.forName(
                    "org.testcontainers.DockerClientFactory", false, DockerPostgresProvider.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
