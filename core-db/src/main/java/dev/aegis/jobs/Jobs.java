package dev.aegis.jobs;

import dev.aegis.db.Database;
import dev.aegis.db.TransactionOptions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of a database, for those who look and steer. All of it is in the database: it works from every process,
 * whether a scheduler runs or not. A job is known from the first start of a scheduler that declares it. Thread-safe.
 */
public final class Jobs {
    private final Database database;

    public Jobs(Database database) {
        this.database = database;
    }

    /** All jobs, by name. */
    public List<Job> list() {
        return database.read(TransactionOptions.named("list jobs").onPrimary(), tx -> {
            Set<String> paused = tx.dao(JobPauseDao.class).paused();
            Map<String, JobRun> runs = tx.dao(JobRunDao.class).latestOfEach().stream()
                    .collect(Collectors.toMap(JobRun::job, Function.identity()));
            return new ScheduledTasks(database.engine(), tx)
                    .all().stream()
                            .map(task -> job(task, paused.contains(task.name()), runs.get(task.name())))
                            .toList();
        });
    }

    private static Job job(ScheduledTasks.Task task, boolean paused, @Nullable JobRun run) {
        JobState state = state(task, paused, run);
        return new Job(task.name(), state, state == JobState.WAITING ? task.executionTime() : null, run);
    }

    /** A scheduler takes a paused job when it is due, too, and leaves it at that. */
    private static JobState state(ScheduledTasks.Task task, boolean paused, @Nullable JobRun run) {
        if (task.picked() && run != null && run.has(RunOutcome.RUNNING)) {
            return JobState.RUNNING;
        }
        return paused ? JobState.PAUSED : JobState.WAITING;
    }

    /** Keeps a job from running until it is resumed; a run under way goes on. Whether there is such a job. */
    public boolean pause(String job) {
        return database.inTransaction(TransactionOptions.named("pause job"), tx -> {
            if (new ScheduledTasks(database.engine(), tx).find(job).isEmpty()) {
                return false;
            }
            Instant now = DatabaseTime.now(database.engine(), tx);
            tx.dao(JobPauseDao.class).pause(new JobPauseDao.Row(job, now));
            return true;
        });
    }

    /** Lets a job run again when it is due. Whether there is such a job. */
    public boolean resume(String job) {
        return database.inTransaction(TransactionOptions.named("resume job"), tx -> {
            tx.dao(JobPauseDao.class).resume(job);
            return new ScheduledTasks(database.engine(), tx).find(job).isPresent();
        });
    }

    /** Makes a job due now. */
    public RunRequest run(String job) {
        return database.inTransaction(TransactionOptions.named("run job"), tx -> {
            ScheduledTasks tasks = new ScheduledTasks(database.engine(), tx);
            if (tasks.find(job).isEmpty()) {
                return RunRequest.UNKNOWN_JOB;
            }
            if (tx.dao(JobPauseDao.class).isPaused(job)) {
                return RunRequest.PAUSED;
            }
            return tasks.makeDue(job, DatabaseTime.now(database.engine(), tx))
                    ? RunRequest.ACCEPTED
                    : RunRequest.ALREADY_RUNNING;
        });
    }
}
