package dev.aegis.scheduler;

import dev.aegis.jobs.RunHistory;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/** Runs a job unless it is paused, and records how the run went. Thread-safe. */
final class RecordedJob {
    private final JobDeclaration job;
    private final RunHistory history;
    private final String instance;

    RecordedJob(JobDeclaration job, RunHistory history, String instance) {
        this.job = job;
        this.history = history;
        this.instance = instance;
    }

    /** Runs it; what it throws comes out as itself, or as the cause if it is a checked exception. */
    void run(BooleanSupplier stopping) {
        OptionalLong run = history.start(job.name(), instance);
        if (run.isEmpty()) {
            return;
        }
        try {
            job.body().run(stopping);
        } catch (Throwable failure) {
            recordFailure(run.getAsLong(), failure);
            throw unchecked(failure);
        }
        history.succeeded(job.name(), run.getAsLong());
    }

    private void recordFailure(long run, Throwable failure) {
        try {
            history.failed(job.name(), run, failure);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private RuntimeException unchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException unchecked
                ? unchecked
                : new IllegalStateException("job " + job.name() + " failed", failure);
    }
}
