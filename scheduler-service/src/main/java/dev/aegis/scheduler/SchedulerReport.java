package dev.aegis.scheduler;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The scheduler's field in {@code /health/detailed}.
 *
 * @param reason why it is unhealthy, in few words
 * @param secondsSinceHeartbeat since one was last recorded in the database
 * @param jobs null when they cannot be read
 * @param jobsFault why they cannot
 */
record SchedulerReport(
        String status,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reason,
        String instance,
        long secondsSinceHeartbeat,
        @Nullable List<JobView> jobs,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String jobsFault) {}
