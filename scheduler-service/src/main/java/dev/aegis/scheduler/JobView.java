package dev.aegis.scheduler;

import dev.aegis.jobs.Job;
import dev.aegis.jobs.JobRun;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A job as JSON shows it, in health and under {@code /jobs}; the {@code aegis} command reads it. */
record JobView(
        String name,
        String state,
        @Nullable Instant nextRun,
        @Nullable RunView lastRun) {

    static JobView of(Job job) {
        JobRun run = job.lastRun();
        return new JobView(job.name(), lower(job.state()), job.nextRun(), run == null ? null : RunView.of(run));
    }

    /** A run of a job. */
    record RunView(
            Instant startedAt,
            @Nullable Instant finishedAt,
            String outcome,
            @Nullable String error,
            String instance) {

        static RunView of(JobRun run) {
            return new RunView(
                    run.startedAt(),
                    run.finishedAt(),
                    run.outcome().toLowerCase(Locale.ROOT),
                    run.error(),
                    run.instance());
        }
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
