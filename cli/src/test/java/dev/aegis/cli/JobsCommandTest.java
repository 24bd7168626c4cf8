package dev.aegis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.Database;
import dev.aegis.db.DatabaseConfig;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import dev.aegis.jobs.RunHistory;
import dev.aegis.jobs.SchedulerInstances;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jobs as the command shows and steers them; no service runs. */
@DatabaseTest(isolation = Isolation.FRESH)
class JobsCommandTest {

    @Test
    void showsNothingBeforeTheFirstScheduler(TestDatabase test) {
        aegis(test, "migrate");

        CommandRun run = aegis(test, "jobs", "list");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("No jobs yet").contains("No scheduler is running.");
        assertThat(aegis(test, "jobs", "pause", "polish").err())
                .contains("There is no job polish; no scheduler has run on this database.");
    }

    @Test
    void listsJobsAndSchedulersAndSteersThem(TestDatabase test) {
        aegis(test, "migrate");
        declare(test, "polish");

        assertThat(aegis(test, "jobs", "list").out()).contains("polish: waiting, next 2100-01-01T00:00:00Z, never ran");
        assertThat(aegis(test, "jobs", "pause", "polish").exitCode()).isZero();
        assertThat(aegis(test, "jobs", "list").out()).contains("polish: paused, never ran");
        CommandRun refused = aegis(test, "jobs", "run", "polish");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("The job polish is paused; 'aegis jobs resume polish' first.");
        assertThat(aegis(test, "jobs", "resume", "polish").exitCode()).isZero();
        assertThat(aegis(test, "jobs", "run", "polish").out()).contains("The job polish is due now.");
        assertThat(aegis(test, "jobs", "list").out()).doesNotContain("2100").contains("polish: waiting, next 2");
    }

    @Test
    void anOutcomeOfANewerProgramIsShownByItsName(TestDatabase test) {
        aegis(test, "migrate");
        declare(test, "polish");
        test.execute("insert into job_runs (job, instance, started_at, outcome, error) values"
                + " ('polish', 'newer', '2100-01-01T00:00:00.000000Z', 'CANCELLED', 'by \u001b[31mher')");

        assertThat(aegis(test, "jobs", "list").out())
                .contains("polish: waiting, next 2100-01-01T00:00:00Z, last cancelled 2100-01-01T00:00:00Z");
        assertThat(aegis(test, "jobs", "history", "polish").out()).contains("cancelled  on newer  by \ufffd[31mher");
        assertThat(aegis(test, "jobs", "run", "none").err()).contains("There is no job none; there are polish.");
    }

    @Test
    void showsWhatRanAndWhoIsAlive(TestDatabase test) {
        aegis(test, "migrate");
        declare(test, "polish");
        assertThat(aegis(test, "jobs", "history", "polish").out()).contains("The job polish has never run.");
        try (Database database = Database.open(DatabaseConfig.of(test.url()))) {
            RunHistory history = new RunHistory(database);
            history.succeeded("polish", history.start("polish", "first").orElseThrow());
            history.failed(
                    "polish", history.start("polish", "second").orElseThrow(), new IllegalStateException("no wax"));
            new SchedulerInstances(database).beat("second", "single-service");
        }

        assertThat(aegis(test, "jobs", "history", "polish").out().lines())
                .hasSize(2)
                .satisfiesExactly(
                        latest -> assertThat(latest).matches(".*Z  failed in \\d+ ms  on second  IllegalState.*no wax"),
                        first -> assertThat(first).matches(".*Z  succeeded in \\d+ ms  on first"));
        assertThat(aegis(test, "jobs", "list").out())
                .contains("last failed ")
                .containsPattern("scheduler second of single-service: alive, last heartbeat \\d+ s ago");

        test.execute("update scheduler_instances set heartbeat_at = "
                + (test.engine() == TestEngine.SQLITE
                        ? "'2026-01-31T12:00:00.000000Z'"
                        : "now() - interval '40 seconds'"));
        assertThat(aegis(test, "jobs", "list").out()).contains("scheduler second of single-service: dead");
    }

    @Test
    void namesTheJobsThatThereAre(TestDatabase test) {
        aegis(test, "migrate");
        declare(test, "polish");

        for (String action : new String[] {"run", "pause", "resume", "history"}) {
            CommandRun run = aegis(test, "jobs", action, "none");
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains("There is no job none; there are polish.");
        }
    }

    @Test
    void asksForAMigrationFirst(TestDatabase test) {
        CommandRun run = aegis(test, "jobs", "list");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("pending").contains("run 'make migrate'");
    }

    @Test
    void createsNoFile(@TempDir Path directory) {
        Path file = directory.resolve("app.db");

        CommandRun run = CommandRun.of(Map.of("DATABASE_URL", "sqlite:///" + file), "jobs", "list");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("run 'make migrate'");
        assertThat(Files.exists(file)).isFalse();
    }

    private static void declare(TestDatabase test, String job) {
        String time = test.engine() == TestEngine.SQLITE ? "4102444800000" : "'2100-01-01T00:00:00Z'";
        test.execute("insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)"
                + " values ('" + job + "', 'recurring', " + time + ", false, 1)");
    }

    private static CommandRun aegis(TestDatabase test, String... arguments) {
        return CommandRun.of(Map.of("DATABASE_URL", test.url()), arguments);
    }
}
