package dev.aegis.jobs;

/** What a job is about to do. */
public enum JobState {
    /** Runs when it is due. */
    WAITING,
    RUNNING,
    /** Does not run until it is resumed. */
    PAUSED
}
