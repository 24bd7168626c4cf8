package dev.aegis.scheduler;

import java.util.function.BooleanSupplier;

/** What a job does. Thread-safe. */
@FunctionalInterface
public interface JobBody {

    /**
     * Runs the job once. It may be killed at any point and is then run again, so it works in transactions, each of which
     * leaves nothing half done and finds out by itself what is left to do.
     *
     * @param stopping true as soon as the scheduler wants to stop: return after the transaction under way
     * @throws Exception to record the run as failed; the job stays on its schedule
     */
    void run(BooleanSupplier stopping) throws Exception;
}
