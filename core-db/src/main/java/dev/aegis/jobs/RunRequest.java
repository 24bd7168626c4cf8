package dev.aegis.jobs;

/** What became of a request to run a job now. */
public enum RunRequest {
    /** It is due now: a scheduler takes it within seconds, or as soon as one is started. */
    ACCEPTED,
    /** It runs already. */
    ALREADY_RUNNING,
    /** It is paused; resume it first. */
    PAUSED,
    UNKNOWN_JOB
}
