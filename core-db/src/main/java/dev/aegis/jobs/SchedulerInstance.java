package dev.aegis.jobs;

import java.time.Duration;
import java.time.Instant;

/**
 * A scheduler that has not said good-bye.
 *
 * @param name unique for each start of a process
 * @param heartbeatAt when it last did its work, by the database's clock
 * @param silence how long ago that was
 */
public record SchedulerInstance(String name, String service, Instant startedAt, Instant heartbeatAt, Duration silence) {

    /** A scheduler that is silent for longer is dead. */
    public static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    public boolean isAlive() {
        return silence.compareTo(LONGEST_SILENCE) <= 0;
    }
}
