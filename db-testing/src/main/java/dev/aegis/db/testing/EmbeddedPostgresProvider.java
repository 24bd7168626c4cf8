package dev.aegis.db.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A server of this JVM's own, from binaries that Maven has brought. It is fast because it may forget everything. */
final class EmbeddedPostgresProvider implements PostgresProvider {

    private static final String ROLE = "aegis_test";

    private static final Map<String, String> SETTINGS = Map.of(
            "fsync", "off",
            "synchronous_commit", "off",
            "full_page_writes", "off",
            "wal_level", "minimal",
            "max_wal_senders", "0",
            "autovacuum", "off",
            "jit", "off",
            "max_connections", "200",
            "timezone", HostileTimeZone.id());

    /** The same order and the same letters on every machine: those of Unicode, by code point. */
    private static final Map<String, String> LOCALE =
            Map.of("locale", "C", "locale-provider", "builtin", "builtin-locale", "C.UTF-8");

    @Override
    public Optional<PostgresServer> start() {
        Path directory = ScratchDirectory.directory("postgresql");
        try {
            EmbeddedPostgres embedded = start(directory);
            AtEndOfJvm.close(embedded);
            createRole(embedded);
            PostgresUrl address = new PostgresUrl(ROLE, ROLE, "localhost", embedded.getPort(), "postgres", "");
            return Optional.of(PostgresServer.connect(address, "embedded %s"));
        } catch (IOException | SQLException | RuntimeException e) {
            throw TestDatabaseException.unavailable(
                    "Embedded PostgreSQL does not start: %s (%s)".formatted(remedy(), e));
        }
    }

    /** The data directory of the server whose JVM has this scratch directory. */
    static Path dataDirectory(Path scratchDirectory) {
        return scratchDirectory.resolve("postgresql").resolve("data");
    }

    private static EmbeddedPostgres start(Path directory) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("data"))
                .setOverrideWorkingDirectory(binaries().toFile())
                .setRegisterShutdownHook(false)
                .setPGStartupWait(Duration.ofSeconds(30));
        SETTINGS.forEach(builder::setServerConfig);
        LOCALE.forEach(builder::setLocaleConfig);
        return builder.start();
    }

    /** Unpacked once per machine; of each user's own, since only the owner of the files can execute them. */
    private static Path binaries() {
        return Path.of(
                System.getProperty("java.io.tmpdir"), "aegis-db-testing-binaries-" + System.getProperty("user.name"));
    }

    /** No superuser, as in production: it is allowed what the role of {@code TEST_DATABASE_URL} is allowed. */
    private static void createRole(EmbeddedPostgres embedded) throws SQLException {
        try (Connection connection = embedded.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE " + ROLE + " LOGIN CREATEDB PASSWORD '" + ROLE + "'");
        }
    }

    private static String remedy() {
        return isRoot() && !canLeaveRoot()
                ? "PostgreSQL refuses to run as root, and this system forbids `unshare -U`; run the tests as another"
                        + " user, set TEST_DATABASE_URL, or run them on SQLite alone with -Ddb=sqlite"
                : "set TEST_DATABASE_URL, or run the tests on SQLite alone with -Ddb=sqlite";
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static boolean canLeaveRoot() {
        try {
            Process process = new ProcessBuilder("unshare", "-U", "true")
                    .redirectErrorStream(true)
                    .start();
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
