package dev.aegis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees when the settings are wrong or the database is not there: lines, never a stack trace. */
class BadSettingsTest {

    @Test
    void everyFaultIsOneLineAndThePasswordIsNotShown() {
        CommandRun run = CommandRun.of(
                Map.of("DATABASE_URL", "mysql://root:secret@db/app", "DATABASE_POOL_SIZE", "many"), "migrate");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("DATABASE_URL=mysql://root:***@db/app: "),
                        line -> assertThat(line).startsWith("DATABASE_POOL_SIZE=many: "));
    }

    @Test
    void anOptionIsNamedLikeASetting() {
        CommandRun run = CommandRun.of(Map.of(), "migrate", "check", "--url", "mysql://localhost/none");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().lines())
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("--url=mysql://localhost/none: "));
    }

    @Test
    void rowsAreGrantedOnlyFromOneRoleToAnother() {
        String services = "postgresql://app:secret@db/app";

        assertThat(CommandRun.of(Map.of("DATABASE_URL", "sqlite:///a.db"), "migrate", "--grant-rows"))
                .satisfies(run -> assertThat(run.exitCode()).isEqualTo(1))
                .satisfies(run -> assertThat(run.err()).contains("SQLite has no roles; leave --grant-rows out"));
        assertThat(CommandRun.of(Map.of("DATABASE_URL", services), "migrate", "--grant-rows"))
                .satisfies(run -> assertThat(run.exitCode()).isEqualTo(1))
                .satisfies(run -> assertThat(run.err()).startsWith("DATABASE_MIGRATION_URL=postgresql://app:***@db"));
        assertThat(CommandRun.of(
                        Map.of("DATABASE_URL", "postgresql://db/app", "DATABASE_MIGRATION_URL", services),
                        "migrate",
                        "--grant-rows"))
                .satisfies(run -> assertThat(run.exitCode()).isEqualTo(1))
                .satisfies(run -> assertThat(run.err()).contains("names no user to grant the rows to"));
    }

    @Test
    void healthHasACodeOfItsOwnForThem() {
        Map<String, String> environment = Map.of("DATABASE_URL", "nonsense");

        assertThat(CommandRun.of(environment, "health", "status").exitCode()).isEqualTo(3);
        assertThat(CommandRun.of(environment, "health", "probe").exitCode()).isEqualTo(3);
        assertThat(CommandRun.of(Map.of("API_ADMIN_URL", "ftp://x"), "health", "probe"))
                .satisfies(run -> assertThat(run.exitCode()).isEqualTo(3))
                .satisfies(run -> assertThat(run.err()).startsWith("API_ADMIN_URL=ftp://x: not an HTTP URL"));
    }

    @Test
    void aServerThatRefusesIsCodeFiveForMigrationsAndATreeForHealth() throws IOException {
        String url = "postgresql://app:secret@127.0.0.1:" + closedPort() + "/app";
        Map<String, String> environment =
                Map.of("DATABASE_URL", url, "API_ADMIN_URL", "http://127.0.0.1:" + closedPort());

        CommandRun migrate = CommandRun.of(environment, "migrate");
        CommandRun check = CommandRun.of(environment, "migrate", "status", "--check");
        CommandRun health = CommandRun.of(environment, "health", "status", "--detailed");

        assertThat(migrate.exitCode()).isEqualTo(5);
        assertThat(check.exitCode()).isEqualTo(5);
        assertThat(CommandRun.of(environment, "migrate", "check", "--url", url))
                .satisfies(run -> assertThat(run.exitCode()).isEqualTo(5))
                .satisfies(run -> assertThat(run.err()).startsWith("--url=postgresql://app:***@127.0.0.1"));
        assertThat(migrate.err().lines())
                .singleElement()
                .satisfies(
                        line -> assertThat(line).contains("app:***@127.0.0.1", "connection refused; start PostgreSQL"));
        assertThat(health.exitCode()).isZero();
        assertThat(health.out())
                .contains("aegis: unhealthy", "database: unhealthy", "connection refused", "api-service: not running")
                .doesNotContain("secret");
        assertThat(CommandRun.of(environment, "health", "probe").exitCode()).isEqualTo(2);
        assertThat(CommandRun.of(environment, "health", "probe", "--database").exitCode())
                .isEqualTo(2);
    }

    @Test
    void lookingAtADatabaseThatIsNotThereYetCreatesNothing(@TempDir Path directory) {
        Path file = directory.resolve("data/app.db");
        Map<String, String> environment = Map.of("DATABASE_URL", "sqlite:///" + file);

        assertThat(CommandRun.of(environment, "health", "status", "--detailed").out())
                .contains("make migrate");
        assertThat(CommandRun.of(environment, "migrate", "status").out()).contains(" pending, 0 applied");
        assertThat(CommandRun.of(environment, "migrate", "--sql").exitCode()).isZero();
        assertThat(CommandRun.of(environment, "migrate", "check", "--url", "sqlite:///" + file)
                        .exitCode())
                .isEqualTo(5);
        assertThat(CommandRun.of(environment, "health", "probe", "--database").exitCode())
                .isEqualTo(1);

        assertThat(file.getParent()).doesNotExist();
    }

    @Test
    void aFileThatIsNoDatabaseIsLeftAsItIs(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("letter.txt"), "Dear reader, this is no database. ".repeat(50));

        CommandRun run = CommandRun.of(Map.of("DATABASE_URL", "sqlite:///" + file), "migrate");

        assertThat(run.exitCode()).isEqualTo(5);
        assertThat(run.err().lines())
                .singleElement()
                .satisfies(line -> assertThat(line).contains("is not a SQLite database"));
        assertThat(file).content().startsWith("Dear reader");
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
