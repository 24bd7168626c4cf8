package dev.aegis.db.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A server of this JVM's own, from binaries that Maven has brought. */
final class EmbeddedPostgresProvider implements PostgresProvider {

    @Override
    public String name() {
        return "embedded";
    }

    @Override
    public PostgresServer start() {
        Path directory = ScratchDirectory.directory("postgresql");
        try {
            EmbeddedPostgres embedded = start(directory);
            ScratchDirectory.closeAtEnd(embedded);
            try (Connection superuser = embedded.getPostgresDatabase().getConnection()) {
                return DisposableServer.over(superuser, "localhost", embedded.getPort(), "embedded %s");
            }
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
        DisposableServer.SETTINGS.forEach(builder::setServerConfig);
        DisposableServer.LOCALE.forEach(builder::setLocaleConfig);
        return builder.start();
    }

    /** Unpacked once per machine; of each user's own, since only the owner of the files can execute them. */
    private static Path binaries() {
        return Path.of(
                System.getProperty("java.io.tmpdir"), "aegis-db-testing-binaries-" + System.getProperty("user.name"));
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
