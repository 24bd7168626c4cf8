package dev.aegis.jobs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One run of a job.
 *
 * @param id ascending
 * @param instance the scheduler that ran it
 * @param finishedAt null while it runs, and for a lost one
 * @param error what it failed with, in one line; null unless it failed
 */
public record JobRun(
        long id,
        String job,
        String instance,
        Instant startedAt,
        @Nullable Instant finishedAt,
        RunOutcome outcome,
        @Nullable String error) {}
