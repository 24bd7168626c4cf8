package dev.aegis.scheduler;

import dev.aegis.jobs.SchedulerInstance;
import java.time.Instant;

/** A scheduler as JSON shows it under {@code /jobs}. */
record SchedulerView(String name, String service, String state, Instant startedAt, Instant heartbeatAt) {
    static SchedulerView of(SchedulerInstance instance) {
        return new SchedulerView(
                instance.name(),
                instance.service(),
                instance.isAlive() ? "alive" : "dead",
                instance.startedAt(),
                instance.heartbeatAt());
    }
}
