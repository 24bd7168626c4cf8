package dev.aegis.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import dev.aegis.db.Database;
import dev.aegis.db.DatabaseConfig;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import dev.aegis.jobs.Job;
import dev.aegis.jobs.JobRun;
import dev.aegis.jobs.JobState;
import dev.aegis.jobs.Jobs;
import dev.aegis.jobs.RunHistory;
import dev.aegis.jobs.RunOutcome;
import dev.aegis.jobs.RunRequest;
import dev.aegis.jobs.SchedulerInstances;
import dev.aegis.migrations.MigrateToLatest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@DatabaseTest(prepare = MigrateToLatest.class, isolation = Isolation.FRESH)
@SuppressWarnings("NullAway.Init") // set before each test
class JobSchedulerTest {
    private static final Pace QUICK =
            new Pace(Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofMillis(500));
    private static final Schedule OFTEN = Schedules.fixedDelay(Duration.ofMillis(1));
    private static final Schedule RARELY = Schedules.fixedDelay(Duration.ofDays(1));

    private final AtomicInteger runs = new AtomicInteger();
    private Database database;
    private Jobs jobs;
    private RunHistory history;

    @BeforeEach
    void open(TestDatabase test) {
        database = Database.open(DatabaseConfig.of(test.url()));
        jobs = new Jobs(database);
        history = new RunHistory(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void runsAJobWhenItIsDueAndRecordsEachRun() throws Exception {
        whileItRuns("one", List.of(job("count", OFTEN)), () -> {
            Eventually.within(20, "three runs", () -> runs.get() >= 3);
        });

        List<JobRun> recorded = history.latest("count", 10);
        assertThat(recorded).hasSize(runs.get()).allSatisfy(run -> {
            assertThat(run.has(RunOutcome.SUCCEEDED)).isTrue();
            assertThat(run.instance()).isEqualTo("one");
            assertThat(run.finishedAt()).isAfterOrEqualTo(run.startedAt());
            assertThat(run.error()).isNull();
        });
    }

    @Test
    void aJobThatFailsStaysOnItsScheduleAndTellsWhy() throws Exception {
        JobBody failing = stopping -> {
            runs.incrementAndGet();
            throw new IOException("no more wax\nin the store");
        };
        whileItRuns("one", List.of(new JobDeclaration("fail", OFTEN, failing)), () -> {
            Eventually.within(20, "two runs", () -> runs.get() >= 2);
        });

        assertThat(history.latest("fail", 10)).hasSizeGreaterThanOrEqualTo(2).allSatisfy(run -> {
            assertThat(run.has(RunOutcome.FAILED)).isTrue();
            assertThat(run.error()).isEqualTo("IOException: no more wax");
        });
    }

    @Test
    void aRunThatInterruptsItselfIsRecordedAndTheNextOneComes() throws Exception {
        JobBody interrupted = stopping -> {
            runs.incrementAndGet();
            Thread.currentThread().interrupt();
        };
        whileItRuns("one", List.of(new JobDeclaration("count", OFTEN, interrupted)), () -> {
            Eventually.within(20, "five runs", () -> runs.get() >= 5);
        });

        assertThat(history.latest("count", 10))
                .allSatisfy(run -> assertThat(run.has(RunOutcome.SUCCEEDED)).isTrue());
    }

    @Test
    void aRunIsRecordedWhateverItsFailureSays() throws Exception {
        List<RuntimeException> failures = List.of(
                new IllegalStateException("bad value: a\0b"),
                new IllegalStateException("\n  first line\nsecond line"),
                new IllegalStateException("\u001b[31mred\u0007"),
                new IllegalStateException("half a character: \ud800"),
                new IllegalStateException("x".repeat(475) + "\ud83d\udee1".repeat(100)),
                new IllegalStateException() {
                    @Override
                    public String getMessage() {
                        throw new IllegalStateException("a message that fails itself");
                    }
                });
        JobBody failing = stopping -> {
            Thread.currentThread().interrupt();
            throw failures.get(runs.getAndIncrement() % failures.size());
        };
        whileItRuns("one", List.of(new JobDeclaration("fail", OFTEN, failing)), () -> {
            Eventually.within(20, "a run of each", () -> runs.get() >= failures.size());
        });

        List<JobRun> recorded = history.latest("fail", 100);
        assertThat(recorded)
                .allSatisfy(run -> assertThat(run.has(RunOutcome.FAILED)).isTrue());
        assertThat(recorded)
                .extracting(JobRun::error)
                .contains(
                        "IllegalStateException: bad value: a\ufffdb",
                        "IllegalStateException: first line",
                        "IllegalStateException: \ufffd[31mred\ufffd",
                        "IllegalStateException: half a character: \ufffd",
                        "IllegalStateException: " + "x".repeat(475) + "…",
                        "JobSchedulerTest$1: its message cannot be read");
    }

    @Test
    void anOutcomeOfANewerProgramIsShownByItsName(TestDatabase test) {
        history.start("count", "newer");
        test.execute("update job_runs set outcome = 'CANCELLED'");

        assertThat(history.latest("count", 1))
                .singleElement()
                .satisfies(run -> assertThat(run.outcome()).isEqualTo("CANCELLED"));
        assertThat(jobs.list()).isEmpty();
    }

    @Test
    void aSchedulerWhoseThreadsAllHangSaysSo() throws Exception {
        CountDownLatch letGo = new CountDownLatch(1);
        JobBody hanging = stopping -> letGo.await(30, TimeUnit.SECONDS);
        List<JobDeclaration> declared = new ArrayList<>();
        for (String name : List.of("a", "b", "c", "d")) {
            declared.add(new JobDeclaration(name, OFTEN, hanging));
        }
        JobScheduler scheduler = new JobScheduler(database, "one", "test", QUICK, declared);
        scheduler.start();
        try {
            Eventually.within(20, "the fault", () -> scheduler.fault().isPresent());
            assertThat(scheduler.fault()).contains("all 4 threads have been at work for more than 500 ms: a, b, c, d");

            letGo.countDown();
            Eventually.within(20, "the end of it", () -> scheduler.fault().isEmpty());
        } finally {
            letGo.countDown();
            scheduler.stop();
        }
    }

    @Test
    void aJobThatIsLongOverdueMakesItsSchedulerUnhealthy(TestDatabase test) throws Exception {
        JobScheduler scheduler = new JobScheduler(database, "one", "test", QUICK, List.of(job("count", RARELY)));
        scheduler.start();
        try {
            Eventually.within(20, "the first run", () -> hasRun("count"));
            assertThat(scheduler.fault()).isEmpty();
            // It is due, and a scheduler takes it for one that is at work already.
            String longAgo = test.engine() == TestEngine.SQLITE ? "1000" : "timestamp with time zone 'epoch'";
            String now = test.engine() == TestEngine.SQLITE
                    ? String.valueOf(Instant.now().plusSeconds(3600).toEpochMilli())
                    : "now() + interval '1 hour'";
            test.execute("update scheduled_tasks set execution_time = " + longAgo
                    + ", picked = true, picked_by = 'another', last_heartbeat = " + now);

            Eventually.within(20, "the fault", () -> scheduler.fault().isPresent());

            assertThat(scheduler.fault()).contains("overdue for more than 500 ms: count");
        } finally {
            scheduler.stop();
        }
    }

    @Test
    void aPauseSurvivesARestart() throws Exception {
        whileItRuns("one", List.of(job("count", RARELY)), () -> {
            Eventually.within(20, "the first run", () -> hasRun("count"));
            assertThat(jobs.pause("count")).isTrue();
        });
        int before = runs.get();

        whileItRuns("two", List.of(job("count", OFTEN), job("other", OFTEN)), () -> {
            Eventually.within(
                    20, "another job's runs", () -> history.latest("other", 10).size() >= 3);
            assertThat(find("count").state()).isEqualTo(JobState.PAUSED);
            assertThat(jobs.run("count")).isEqualTo(RunRequest.PAUSED);
            assertThat(history.latest("count", 10)).hasSize(before);

            assertThat(jobs.resume("count")).isTrue();
            jobs.run("count");
            Eventually.within(20, "a run", () -> history.latest("count", 10).size() > before);
        });
    }

    @Test
    void aJobRunsWhenSomebodyAsksForIt() throws Exception {
        whileItRuns("one", List.of(job("count", RARELY)), () -> {
            Eventually.within(20, "the first run", () -> hasRun("count"));
            assertThat(find("count").nextRun()).isNotNull();

            assertThat(jobs.run("count")).isEqualTo(RunRequest.ACCEPTED);

            Eventually.within(20, "the second run", () -> runs.get() == 2);
        });
    }

    @Test
    void aRequestIsKeptUntilASchedulerStarts() throws Exception {
        whileItRuns("one", List.of(job("count", RARELY)), () -> {
            Eventually.within(20, "the first run", () -> hasRun("count"));
        });
        assertThat(jobs.run("count")).isEqualTo(RunRequest.ACCEPTED);

        whileItRuns("two", List.of(job("count", RARELY)), () -> {
            Eventually.within(20, "the second run", () -> runs.get() == 2);
        });
    }

    @Test
    void aJobUnderWayEndsBeforeTheSchedulerStops() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        JobBody patient = stopping -> {
            running.countDown();
            Eventually.within(20, "the wish to stop", stopping);
            runs.incrementAndGet();
        };
        whileItRuns("one", List.of(new JobDeclaration("patient", RARELY, patient)), () -> {
            assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(find("patient").state()).isEqualTo(JobState.RUNNING);
            assertThat(jobs.run("patient")).isEqualTo(RunRequest.ALREADY_RUNNING);
        });

        assertThat(runs).hasValue(1);
        assertThat(history.latest("patient", 1))
                .singleElement()
                .extracting(JobRun::outcome)
                .isEqualTo("SUCCEEDED");
    }

    @Test
    void aSchedulerIsKnownWhileItRuns() throws Exception {
        SchedulerInstances instances = new SchedulerInstances(database);
        whileItRuns("one", List.of(job("count", RARELY)), () -> {
            Eventually.within(20, "a heartbeat", () -> !instances.all().isEmpty());

            assertThat(instances.all()).singleElement().satisfies(instance -> {
                assertThat(instance.name()).isEqualTo("one");
                assertThat(instance.isAlive()).isTrue();
            });
        });
        assertThat(instances.all()).isEmpty();
    }

    @Test
    void aSchedulerWithNothingToDoStaysAlive() throws Exception {
        SchedulerInstances instances = new SchedulerInstances(database);
        Duration longerThanARound = QUICK.longestRound().multipliedBy(3);
        whileItRuns("one", List.of(job("count", RARELY)), () -> {
            Eventually.within(
                    20,
                    "later heartbeats",
                    () -> instances.all().stream()
                            .anyMatch(instance -> Duration.between(instance.startedAt(), instance.heartbeatAt())
                                            .compareTo(longerThanARound)
                                    > 0));
        });
    }

    @Test
    void anUnknownJobCannotBeSteered() {
        assertThat(jobs.pause("none")).isFalse();
        assertThat(jobs.resume("none")).isFalse();
        assertThat(jobs.run("none")).isEqualTo(RunRequest.UNKNOWN_JOB);
        assertThat(jobs.list()).isEmpty();
    }

    @Test
    void theHistoryOfAJobIsBounded(TestDatabase test) {
        for (int i = 0; i < RunHistory.KEPT_PER_JOB + 20; i++) {
            history.succeeded("count", history.start("count", "one").orElseThrow());
        }
        history.succeeded("other", history.start("other", "one").orElseThrow());

        assertThat(history.latest("count", 1000)).hasSize(RunHistory.KEPT_PER_JOB);
        assertThat(history.latest("other", 1000)).hasSize(1);
        assertThat(test.rowCount("job_runs")).isEqualTo(RunHistory.KEPT_PER_JOB + 1);
    }

    @Test
    void theJobOfADeadSchedulerIsTakenOverAndItsRunRecordedAsLost(TestDatabase test) throws Exception {
        long lost = history.start("count", "dead").orElseThrow();
        whileItRuns("one", List.of(job("count", RARELY)), () -> {
            Eventually.within(20, "the first run", () -> hasRun("count"));
        });
        String longAgo = test.engine() == TestEngine.SQLITE ? "0" : "timestamp with time zone 'epoch'";
        test.execute("update scheduled_tasks set picked = true, picked_by = 'dead', last_heartbeat = " + longAgo);

        whileItRuns("two", List.of(job("count", RARELY)), () -> {
            Eventually.within(20, "the second run", () -> runs.get() == 2);
        });

        assertThat(history.latest("count", 10))
                .filteredOn(run -> run.id() == lost)
                .singleElement()
                .satisfies(run -> {
                    assertThat(run.has(RunOutcome.LOST)).isTrue();
                    assertThat(run.finishedAt()).isNull();
                });
    }

    private JobDeclaration job(String name, Schedule schedule) {
        return new JobDeclaration(name, schedule, stopping -> {
            if (name.equals("count")) {
                runs.incrementAndGet();
            }
        });
    }

    private boolean hasRun(String name) {
        return history.latest(name, 1).stream().anyMatch(run -> run.has(RunOutcome.SUCCEEDED))
                && find(name).state() == JobState.WAITING;
    }

    private Job find(String name) {
        return jobs.list().stream()
                .filter(job -> job.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private interface Look {
        void run() throws Exception;
    }

    private void whileItRuns(String instance, List<JobDeclaration> declared, Look look) throws Exception {
        JobScheduler scheduler = new JobScheduler(database, instance, "test", QUICK, declared);
        scheduler.start();
        try {
            look.run();
        } finally {
            scheduler.stop();
        }
    }
}
