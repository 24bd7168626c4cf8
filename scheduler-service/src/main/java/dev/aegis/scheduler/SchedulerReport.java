package dev.aegis.scheduler;

import dev.aegis.db.DatabaseException;
import dev.aegis.jobs.Jobs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The scheduler's field in {@code /health/detailed}.
 *
 * @param secondsSinceHeartbeat since one was last recorded in the database
 * @param jobs null when the database cannot be asked
 */
record SchedulerReport(
        String status,
        String instance,
        long secondsSinceHeartbeat,
        @Nullable List<JobView> jobs) {

    static SchedulerReport of(JobScheduler scheduler, Jobs jobs) {
        Heartbeat heartbeat = scheduler.heartbeat();
        return new SchedulerReport(
                heartbeat.fault().isEmpty() ? "healthy" : "unhealthy",
                scheduler.instance(),
                heartbeat.silence().toSeconds(),
                views(jobs));
    }

    private static @Nullable List<JobView> views(Jobs jobs) {
        try {
            return jobs.list().stream().map(JobView::of).toList();
        } catch (DatabaseException e) {
            return null;
        }
    }
}
