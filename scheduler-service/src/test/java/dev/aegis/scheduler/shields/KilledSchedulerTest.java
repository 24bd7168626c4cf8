package dev.aegis.scheduler.shields;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import dev.aegis.dropwizard.testing.Client;
import dev.aegis.dropwizard.testing.ServiceProcess;
import dev.aegis.migrations.MigrateToLatest;
import dev.aegis.scheduler.Eventually;
import dev.aegis.scheduler.SchedulerApplication;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Several schedulers on one database, of which the one at work is killed in the middle. */
@DatabaseTest(prepare = MigrateToLatest.class, isolation = Isolation.FRESH, engines = TestEngine.POSTGRESQL)
class KilledSchedulerTest {
    private static final int EVENTS = 1000;
    private static final double SECONDS_PER_EVENT = 0.004;

    @Test
    void eachEventHasOneEffectAndTheOthersGoOnWithin30Seconds(TestDatabase test) {
        EventTriggers.recordEffectsSlowly(test, SECONDS_PER_EVENT);
        try (ServiceProcess one = start(test);
                ServiceProcess two = start(test)) {
            String nameOfOne = instance(one);
            String nameOfTwo = instance(two);
            assertThat(nameOfOne).isNotEqualTo(nameOfTwo);
            forge(test);
            new Client(one.adminUri()).post("/jobs/temper-shields/run", "");
            Eventually.within(30, "some effects", () -> count(test, "effects") >= 200);
            String atWork = String.valueOf(test.query("select picked_by from scheduled_tasks where picked")
                    .get(0)
                    .get("picked_by"));
            assertThat(atWork).isIn(nameOfOne, nameOfTwo);

            (atWork.equals(nameOfOne) ? one : two).kill();
            Instant killedAt = Instant.now();
            assertThat(count(test, "effects")).isLessThan(EVENTS);

            Eventually.within(40, "all effects", () -> count(test, "effects") >= EVENTS);
            assertThat(Duration.between(killedAt, Instant.now())).isLessThan(Duration.ofSeconds(30));
        }
        assertThat(count(test, "effects")).isEqualTo(EVENTS);
        assertThat(count(test, "(select distinct event_id from effects) e")).isEqualTo(EVENTS);
        assertThat(count(test, "forge_events where processed_at is null")).isZero();
        assertThat(count(test, "shields where tempered_at is null")).isZero();
        assertThat(count(test, "job_runs where outcome = 'LOST'")).isEqualTo(1);
    }

    private static void forge(TestDatabase test) {
        test.execute("insert into shields (name, created_at) select 'Shield ' || n, now() from generate_series(1, "
                + EVENTS + ") n");
        test.execute("insert into forge_events (shield_id, payload, tags, created_at)"
                + " select id, '{}', '{}', now() from shields");
    }

    private static long count(TestDatabase test, String from) {
        return Long.parseLong(String.valueOf(
                test.query("select count(*) as n from " + from).get(0).get("n")));
    }

    private static String instance(ServiceProcess process) {
        return new Client(process.adminUri())
                .get("/health/detailed")
                .json()
                .path("scheduler")
                .path("instance")
                .asText();
    }

    private static ServiceProcess start(TestDatabase test) {
        return ServiceProcess.start(
                SchedulerApplication.class,
                Map.of("DATABASE_URL", test.url(), "SCHEDULER_PORT", "0", "SCHEDULER_ADMIN_PORT", "0"));
    }
}
