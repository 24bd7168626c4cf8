package dev.aegis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import java.io.IOException;
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
