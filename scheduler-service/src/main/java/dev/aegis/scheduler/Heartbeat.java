package dev.aegis.scheduler;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import dev.aegis.jobs.SchedulerInstance;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Whether this process's scheduler is alive, by what its own threads do: one looks for due jobs every second, another
 * writes the heartbeats of running ones. While both do, heartbeats are recorded in the database; without one for
 * {@link SchedulerInstance#LONGEST_SILENCE} the scheduler is dead. Thread-safe.
 */
final class Heartbeat extends AbstractSchedulerListener {
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(15);

    private final Runnable recording;
    private final LongSupplier nanoTime;
    private volatile long lookedForDueJobs;
    private volatile long wroteHeartbeats;
    private volatile long recorded;

    /**
     * The heartbeat of a scheduler that is about to start.
     *
     * @param recording records one in the database, or throws
     */
    Heartbeat(Runnable recording) {
        this(recording, System::nanoTime);
    }

    Heartbeat(Runnable recording, LongSupplier nanoTime) {
        this.recording = recording;
        this.nanoTime = nanoTime;
        this.lookedForDueJobs = nanoTime.getAsLong();
        this.wroteHeartbeats = lookedForDueJobs;
        this.recorded = lookedForDueJobs;
    }

    @Override
    public void onSchedulerEvent(SchedulerEventType event) {
        switch (event) {
            case RAN_EXECUTE_DUE -> lookedForDueJobs = nanoTime.getAsLong();
            case RAN_UPDATE_HEARTBEATS -> wroteHeartbeats = nanoTime.getAsLong();
            default -> {}
        }
    }

    /** Records one, if the scheduler does its work. */
    void beat() {
        if (isWithin(LONGEST_ROUND, lookedForDueJobs) && isWithin(LONGEST_ROUND, wroteHeartbeats)) {
            recording.run();
            recorded = nanoTime.getAsLong();
        }
    }

    /** Since the last one that was recorded. */
    Duration silence() {
        return Duration.ofNanos(nanoTime.getAsLong() - recorded);
    }

    /** Why the scheduler is taken for dead; empty while it is alive. */
    Optional<String> fault() {
        Duration silence = silence();
        return silence.compareTo(SchedulerInstance.LONGEST_SILENCE) <= 0
                ? Optional.empty()
                : Optional.of("scheduler dead, no heartbeat for " + silence.toSeconds() + " s");
    }

    private boolean isWithin(Duration limit, long since) {
        return nanoTime.getAsLong() - since <= limit.toNanos();
    }
}
