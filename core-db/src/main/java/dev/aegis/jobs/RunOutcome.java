package dev.aegis.jobs;

/** How a run of a job ended, if it has, as far as this program knows. */
public enum RunOutcome {
    RUNNING,
    SUCCEEDED,
    FAILED,
    /** The scheduler that ran it died; what it had not committed is undone, and another one has taken over. */
    LOST
}
