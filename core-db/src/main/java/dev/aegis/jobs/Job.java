package dev.aegis.jobs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job at one moment.
 *
 * @param nextRun when it is due; null while it is paused or runs
 * @param lastRun the latest run, which may be under way; null before the first
 */
public record Job(
        String name,
        JobState state,
        @Nullable Instant nextRun,
        @Nullable JobRun lastRun) {}
