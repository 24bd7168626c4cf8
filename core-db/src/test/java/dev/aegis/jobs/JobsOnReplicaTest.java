package dev.aegis.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.Database;
import dev.aegis.db.DatabaseConfig;
import dev.aegis.db.DatabaseUrl;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import org.junit.jupiter.api.Test;

/** Jobs beside a replica, which here is an empty database, as one that lags behind. */
@DatabaseTest(isolation = Isolation.FRESH, engines = TestEngine.POSTGRESQL)
class JobsOnReplicaTest {
    @Test
    void jobsAreReadWhereTheyAreWritten(TestDatabase primary) {
        primary.execute("create table scheduled_tasks (task_name text, task_instance text, execution_time timestamptz,"
                + " picked boolean)");
        primary.execute("create table job_pauses (job text, paused_at timestamptz)");
        primary.execute("create table job_runs (id bigint, job text, instance text, started_at timestamptz,"
                + " finished_at timestamptz, outcome text, error text)");
        primary.execute("create table scheduler_instances (name text, service text, started_at timestamptz,"
                + " heartbeat_at timestamptz)");
        primary.execute("insert into scheduled_tasks values ('count', 'recurring', now(), false)");
        primary.execute("insert into job_runs values (1, 'count', 'a', now(), now(), 'SUCCEEDED', null)");
        primary.execute("insert into scheduler_instances values ('a', 'service', now(), now())");

        String replicaName = primary.url().replaceFirst(".*/", "") + "_replica";
        primary.execute("create database \"" + replicaName + "\"");
        try (Database db = Database.open(DatabaseConfig.builder(primary.url())
                .replicaUrl(DatabaseUrl.parse(primary.url() + "_replica"))
                .build())) {
            assertThat(new Jobs(db).list()).hasSize(1);
            assertThat(new RunHistory(db).latest("count", 10)).hasSize(1);
            assertThat(new SchedulerInstances(db).all()).hasSize(1);
        } finally {
            primary.execute("drop database \"" + replicaName + "\" with (force)");
        }
    }
}
