package dev.aegis.jobs;

import dev.aegis.db.Database;
import dev.aegis.db.TransactionOptions;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How jobs ran: a row for each run, written when it starts and completed when it ends, so that a scheduler that dies
 * leaves a trace. The latest {@value #KEPT_PER_JOB} runs of each job are kept. Thread-safe.
 */
public final class RunHistory {
    /** How many runs of a job are kept. */
    public static final int KEPT_PER_JOB = 100;

    private static final int MAX_ERROR = 500;
    private static final TransactionOptions START =
            TransactionOptions.named("start job").withRetries(3);
    private static final TransactionOptions FINISH =
            TransactionOptions.named("finish job").withRetries(3);

    private final Database database;

    public RunHistory(Database database) {
        this.database = database;
    }

    /**
     * Starts a run, unless the job is paused. A job runs on one scheduler at a time: an earlier run that has not ended
     * is one whose scheduler died.
     *
     * @return the run's id; empty if the job is paused
     */
    public OptionalLong start(String job, String instance) {
        return database.inTransaction(START, tx -> {
            if (tx.dao(JobPauseDao.class).isPaused(job)) {
                return OptionalLong.empty();
            }
            JobRunDao runs = tx.dao(JobRunDao.class);
            runs.replaceOutcome(job, RunOutcome.RUNNING, RunOutcome.LOST);
            return OptionalLong.of(
                    runs.insert(job, instance, DatabaseTime.now(database.engine(), tx), RunOutcome.RUNNING));
        });
    }

    /** Ends a run that did its work. */
    public void succeeded(String job, long run) {
        finish(job, run, RunOutcome.SUCCEEDED, null);
    }

    /** Ends a run that threw. */
    public void failed(String job, long run, Throwable failure) {
        finish(job, run, RunOutcome.FAILED, line(failure));
    }

    private void finish(String job, long run, RunOutcome outcome, @Nullable String error) {
        database.useTransaction(FINISH, tx -> {
            JobRunDao runs = tx.dao(JobRunDao.class);
            runs.finish(run, DatabaseTime.now(database.engine(), tx), outcome, error);
            runs.prune(job, KEPT_PER_JOB);
        });
    }

    /** A job's latest runs, latest first. */
    public List<JobRun> latest(String job, int limit) {
        return database.read(
                TransactionOptions.named("job history").onPrimary(),
                tx -> tx.dao(JobRunDao.class).latest(job, limit));
    }

    /** What the failure of a job says, made fit for a column and a terminal. */
    private static String line(Throwable failure) {
        String message = message(failure);
        String line = name(failure.getClass()) + (message.isEmpty() ? "" : ": " + message);
        if (line.length() <= MAX_ERROR) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(MAX_ERROR - 2)) ? MAX_ERROR - 2 : MAX_ERROR - 1;
        return line.substring(0, end) + "…";
    }

    /** Anonymous classes have no simple name. */
    private static String name(Class<?> type) {
        return type.getSimpleName().isEmpty()
                ? type.getName().substring(type.getName().lastIndexOf('.') + 1)
                : type.getSimpleName();
    }

    /** The first line that is not blank, without control characters and halves of characters, which no database keeps. */
    private static String message(Throwable failure) {
        try {
            String message = failure.getMessage();
            return message == null
                    ? ""
                    : message.lines()
                            .filter(text -> !text.isBlank())
                            .findFirst()
                            .orElse("")
                            .strip()
                            .replaceAll("[\\p{Cc}\\p{Cs}]", "\uFFFD");
        } catch (RuntimeException e) {
            return "its message cannot be read";
        }
    }
}
