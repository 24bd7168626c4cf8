package dev.aegis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the health tree says of the scheduler and its jobs. */
@DatabaseTest(isolation = Isolation.FRESH)
class JobsInHealthTest {
    private Map<String, String> environment = Map.of();
    private ServiceDouble service;

    @BeforeEach
    void startSomethingThatAnswersAsASingleService(TestDatabase test) throws IOException {
        service = ServiceDouble.start();
        service.answers("""
                {"service": "single-service", "status": "healthy", "uptime_seconds": 3700,
                 "scheduler": {"status": "healthy", "seconds_since_heartbeat": 2,
                               "jobs": [{"name": "count-vessels", "state": "waiting",
                                         "next_run": "2026-11-22T10:00:10.123456Z",
                                         "last_run": {"outcome": "succeeded",
                                                      "started_at": "2026-11-22T10:00:00.5Z"}},
                                        {"name": "maintenance", "state": "paused",
                                         "next_run": null, "last_run": null}]}}
                """);
        environment = Map.of(
                "DATABASE_URL",
                test.url(),
                "API_ADMIN_URL",
                service.url(),
                "SCHEDULER_ADMIN_URL",
                "http://127.0.0.1:1");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void theTreeShowsTheJobsOfAServiceThatRunsThem() {
        assertThat(aegis("health", "status", "--detailed").out())
                .contains("scheduler: healthy, last heartbeat 2 s ago")
                .contains("count-vessels: waiting, next 2026-11-22T10:00:10Z, last succeeded 2026-11-22T10:00:00Z")
                .contains("maintenance: paused, never ran")
                .contains("scheduler-service: not running");
    }

    @Test
    void theSchedulersServiceIsTheLastBranch() {
        assertThat(aegis("health", "status").out().lines().map(line -> line.replaceAll("^[^a-z]+|:.*", "")))
                .containsExactly("aegis", "database", "migrations", "single-service", "scheduler-service");
    }

    @Test
    void jsonShowsThatItDoesNotRun() {
        assertThat(Json.parse(aegis("health", "status", "--json").out()))
                .hasValueSatisfying(json -> assertThat(
                                json.path("services").get(1).path("status").asText())
                        .isEqualTo("not running"));
    }

    @Test
    void itIsProbedOnItsOwn() {
        assertThat(aegis("health", "probe").exitCode()).isZero();
        assertThat(aegis("health", "probe", "--scheduler").exitCode()).isEqualTo(2);
    }

    private CommandRun aegis(String... arguments) {
        return CommandRun.of(environment, arguments);
    }
}
