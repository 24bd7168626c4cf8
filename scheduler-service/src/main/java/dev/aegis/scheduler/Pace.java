package dev.aegis.scheduler;

import java.time.Duration;

/**
 * How often a scheduler does what.
 *
 * @param polling looks for jobs that are due
 * @param heartbeat shows that it still runs its jobs; twice that long, and it looks for jobs of others that died
 * @param supervision reads the database's clock, and records a heartbeat of its own
 * @param patience how long a job that is due may wait, or all threads be at work on the same jobs, before health says so
 */
record Pace(Duration polling, Duration heartbeat, Duration supervision, Duration patience) {
    /** How many heartbeats a running job may lack until it counts as dead; db-scheduler's least. */
    static final int MISSED_HEARTBEATS = 4;

    /** In which a scheduler that is alive has done everything at least twice. */
    Duration longestRound() {
        return heartbeat.multipliedBy(5);
    }

    /** Takes over the jobs of a dead scheduler after 12 to 18 seconds. */
    static final Pace DEFAULT =
            new Pace(Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofMinutes(5));
}
