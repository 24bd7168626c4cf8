package dev.aegis.scheduler;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import dev.aegis.jobs.SchedulerInstance;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Whether this process's scheduler is alive, by what its own threads do: one looks for jobs that are due, another for those
 * of dead schedulers. While both do, heartbeats are recorded in the database; without one for
 * {@link SchedulerInstance#LONGEST_SILENCE} the scheduler is dead. Thread-safe.
 */
final class Heartbeat extends AbstractSchedulerListener {
    private final Runnable recording;
    private final Duration longestRound;
    private final LongSupplier nanoTime;
    private volatile long lookedForDueJobs;
    private volatile long lookedForDeadJobs;
    private volatile long recorded;

    /**
     * The heartbeat of a scheduler that is about to start.
     *
     * @param longestRound in which each of the threads has to have done its work once
     * @param recording records a heartbeat in the database, or throws
     */
    Heartbeat(Duration longestRound, Runnable recording) {
        this(longestRound, recording, System::nanoTime);
    }

    Heartbeat(Duration longestRound, Runnable recording, LongSupplier nanoTime) {
        this.longestRound = longestRound;
        this.recording = recording;
        this.nanoTime = nanoTime;
        this.lookedForDueJobs = nanoTime.getAsLong();
        this.lookedForDeadJobs = lookedForDueJobs;
        this.recorded = lookedForDueJobs;
    }

    @Override
    public void onSchedulerEvent(SchedulerEventType event) {
        switch (event) {
            case RAN_EXECUTE_DUE -> lookedForDueJobs = nanoTime.getAsLong();
            case RAN_DETECT_DEAD -> lookedForDeadJobs = nanoTime.getAsLong();
            default -> {}
        }
    }

    /** Records one, if the scheduler does its work. */
    void beat() {
        if (isWithin(longestRound, lookedForDueJobs) && isWithin(longestRound, lookedForDeadJobs)) {
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
