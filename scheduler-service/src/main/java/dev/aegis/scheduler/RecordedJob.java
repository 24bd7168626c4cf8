package dev.aegis.scheduler;

import dev.aegis.jobs.RunHistory;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a job unless it is paused, and records how the run went. Thread-safe. */
final class RecordedJob {
    private static final Logger LOG = LoggerFactory.getLogger(RecordedJob.class);

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
            runBody(stopping);
        } catch (Throwable failure) {
            recordFailure(run.getAsLong(), failure);
            throw unchecked(failure);
        }
        history.succeeded(job.name(), run.getAsLong());
    }

    /**
     * Leaves the thread as it was: it is the scheduler's, which has its own work to do on it, and an interrupt that the
     * body has received, or sent to itself, was meant for the body.
     */
    private void runBody(BooleanSupplier stopping) throws Exception {
        try {
            job.body().run(stopping);
        } finally {
            Thread.interrupted();
        }
    }

    private void recordFailure(long run, Throwable failure) {
        try {
            history.failed(job.name(), run, failure);
        } catch (RuntimeException e) {
            LOG.warn("That job {} failed could not be recorded, so its run will be taken for lost", job.name(), e);
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
