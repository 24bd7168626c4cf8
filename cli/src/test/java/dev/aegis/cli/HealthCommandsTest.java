package dev.aegis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.DatabaseTestOverride;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@DatabaseTest(isolation = Isolation.FRESH)
class HealthCommandsTest {
    private final Map<String, String> environment = new HashMap<>();
    private ServiceDouble service;

    @BeforeEach
    void startSomethingThatAnswersAsAService(TestDatabase test) throws IOException {
        service = ServiceDouble.start();
        environment.putAll(Map.of("DATABASE_URL", test.url(), "API_ADMIN_URL", service.url()));
        CommandRun.of(environment, "migrate");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private void theServiceSays(String status, String reason) {
        service.answers("""
                {"service": "api-service", "status": "%s", "reason": "%s", "uptime_seconds": 3700,
                 "database": {"pool": {"active": 3, "idle": 7, "waiting": 1, "max": 10},
                              "slow_transactions": [{"started_at": "2026-11-22T10:00:00Z", "duration_ms": 2500.5,
                                                     "name": "import", "caller": "Import.java:42"}]}}
                """.formatted(status, reason));
    }

    private CommandRun aegis(String... arguments) {
        return CommandRun.of(environment, arguments);
    }

    @Test
    void theTreeShowsDatabaseMigrationsAndServices(TestDatabase test) {
        theServiceSays("healthy", "");

        CommandRun run = aegis("health", "status", "--detailed");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith("aegis: healthy")
                .contains("database: healthy, " + (test.engine() == TestEngine.SQLITE ? "SQLite 3." : "PostgreSQL "))
                .contains("test_vessels: 0 rows")
                .contains("migrations: healthy, current, ")
                .contains("api-service: running, healthy, up 1 h 1 min")
                .contains("connections: 3 in use, 7 idle, 10 at most, 1 callers waiting")
                .contains("2500.5 ms, import, at Import.java:42");
        assertThat(test.engine() == TestEngine.POSTGRESQL).isEqualTo(run.out().contains("connections to the server: "));
    }

    @Test
    void anAnswerThatIsTooLongForAHealthReportIsGivenUp() {
        service.answers("x".repeat(BoundedBody.MAX_BYTES + 1));

        assertThat(aegis("health", "status").out()).contains("the connection broke: more than 4 MiB");

        theServiceSays("healthy", "");
        assertThat(aegis("health", "status").out()).contains("api-service: running, healthy");
    }

    @Test
    void withoutDetailsItIsOneLineForEachBranch() {
        theServiceSays("healthy", "");

        assertThat(aegis("health", "status").out().lines().map(line -> line.replaceAll("^[^a-z]+|:.*", "")))
                .startsWith("aegis", "database", "migrations", "api-service");
    }

    @Test
    void jsonHoldsTheWholeTree() {
        theServiceSays("unhealthy", "2 changesets are pending");

        CommandRun run = aegis("health", "status", "--json");

        assertThat(run.exitCode()).isZero();
        assertThat(Json.parse(run.out())).hasValueSatisfying(json -> {
            assertThat(json.path("status").asText()).isEqualTo("unhealthy");
            assertThat(json.path("database").path("status").asText()).isEqualTo("healthy");
            assertThat(json.path("database").path("tables").isEmpty()).isFalse();
            assertThat(json.path("migrations").path("pending").asInt(-1)).isZero();
            assertThat(json.path("services").get(0).path("reason").asText()).isEqualTo("2 changesets are pending");
        });
    }

    @Test
    void probeTellsByItsCode() {
        theServiceSays("healthy", "");
        assertThat(aegis("health", "probe").exitCode()).isZero();

        theServiceSays("unhealthy", "database: connection refused");
        CommandRun unhealthy = aegis("health", "probe");
        assertThat(unhealthy.exitCode()).isEqualTo(1);
        assertThat(unhealthy.out()).contains("api-service: unhealthy: database: connection refused");

        service.answers("<html>some other program</html>");
        assertThat(aegis("health", "probe").exitCode()).isEqualTo(2);

        service.close();
        CommandRun nobody = aegis("health", "probe");
        assertThat(nobody.exitCode()).isEqualTo(2);
        assertThat(nobody.out()).contains("nobody listens there");
    }

    @Test
    void probeAsksForTheStatusAlone() {
        theServiceSays("healthy", "");

        aegis("health", "probe");

        assertThat(service.asked()).containsExactly("/health");
    }

    @Test
    void whatIsNoTimeoutIsNotCalledOne() throws IOException {
        try (ServerSocket rude = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread hangsUp = new Thread(() -> {
                try {
                    while (true) {
                        rude.accept().close();
                    }
                } catch (IOException e) {
                    // The test has closed the door.
                }
            });
            hangsUp.start();
            environment.put("API_ADMIN_URL", "http://127.0.0.1:" + rude.getLocalPort());

            assertThat(aegis("health", "probe").out()).contains(": the connection broke: ");
            environment.put("API_ADMIN_URL", "https://127.0.0.1:" + rude.getLocalPort());
            assertThat(aegis("health", "probe").out()).contains(": TLS failed: ");
        }
        environment.put("API_ADMIN_URL", "http://no-such-host.invalid:8081");
        assertThat(aegis("health", "probe").out()).contains(": unknown host no-such-host.invalid");
    }

    @Test
    @DatabaseTestOverride(engines = TestEngine.POSTGRESQL)
    void theReplicaIsABranchOfItsOwn(TestDatabase test) {
        theServiceSays("healthy", "");
        environment.put("DATABASE_REPLICA_URL", test.url());
        assertThat(aegis("health", "status").out())
                .startsWith("aegis: healthy")
                .containsPattern("replica: healthy, answers in .* ms");

        environment.put("DATABASE_REPLICA_URL", test.url() + "_that_is_missing");
        CommandRun run = aegis("health", "status");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("aegis: unhealthy")
                .contains("database: healthy", "replica: unhealthy", "DATABASE_REPLICA_URL=", "does not exist");
        assertThat(Json.parse(aegis("health", "status", "--json").out()))
                .hasValueSatisfying(json ->
                        assertThat(json.path("replica").path("status").asText()).isEqualTo("unhealthy"));
    }

    @Test
    @DatabaseTestOverride(engines = TestEngine.POSTGRESQL)
    void aDatabaseThatTakesNoWritesIsUnhealthy(TestDatabase test) {
        theServiceSays("healthy", "");
        test.execute(
                "alter database \"" + test.url().replaceFirst(".*/", "") + "\" set default_transaction_read_only = on");

        assertThat(aegis("health", "status").out())
                .startsWith("aegis: unhealthy")
                .contains("database: unhealthy, PostgreSQL", "takes no writes: default_transaction_read_only is on");
        assertThat(aegis("health", "status", "--json").out()).contains("\"read_only\"");
    }

    @Test
    @DatabaseTestOverride(engines = TestEngine.POSTGRESQL)
    void aLockedTableIsAFactOfThatTableAlone(TestDatabase test) throws SQLException {
        theServiceSays("healthy", "");
        try (Connection connection = test.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table test_vessels in access exclusive mode");

            assertThat(aegis("health", "status", "--detailed").out())
                    .startsWith("aegis: healthy")
                    .contains("test_vessels: rows unknown (locked by another session)");
            assertThat(aegis("health", "status", "--json").out())
                    .containsPattern("\"rows\" : null,\\s+\"complete\" : false,\\s+\"fault\"");
            connection.rollback();
        }
    }

    @Test
    void probeOfTheDatabaseAloneNeedsNoService() {
        service.close();

        assertThat(aegis("health", "probe", "--database").exitCode()).isZero();
    }

    @Test
    void pendingChangesetsAreUnhealthyAndNamed() {
        theServiceSays("healthy", "");
        CommandRun.of(environment, "migrate", "rollback", "-n", "1");

        CommandRun run = aegis("health", "status", "--detailed");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("aegis: unhealthy", "migrations: unhealthy, 1 pending", "'make migrate' applies it");
    }
}
