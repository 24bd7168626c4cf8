package dev.aegis.scheduler;

import dev.aegis.db.DatabaseException;
import dev.aegis.jobs.Jobs;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports on a scheduler and its jobs. That the jobs cannot be read is logged once, until they can. Thread-safe. */
final class SchedulerReports {
    private static final Logger LOG = LoggerFactory.getLogger(SchedulerReports.class);

    private final JobScheduler scheduler;
    private final Jobs jobs;
    private final AtomicBoolean complained = new AtomicBoolean();

    SchedulerReports(JobScheduler scheduler, Jobs jobs) {
        this.scheduler = scheduler;
        this.jobs = jobs;
    }

    SchedulerReport report() {
        String reason = scheduler.fault().orElse(null);
        String status = reason == null ? "healthy" : "unhealthy";
        long silence = scheduler.heartbeat().silence().toSeconds();
        try {
            SchedulerReport report = new SchedulerReport(
                    status,
                    reason,
                    scheduler.instance(),
                    silence,
                    jobs.list().stream().map(JobView::of).toList(),
                    null);
            complained.set(false);
            return report;
        } catch (DatabaseException e) {
            if (complained.compareAndSet(false, true)) {
                LOG.warn("The jobs cannot be read: {}", e.getMessage());
            }
            return new SchedulerReport(
                    status, reason, scheduler.instance(), silence, null, String.valueOf(e.getMessage()));
        }
    }
}
