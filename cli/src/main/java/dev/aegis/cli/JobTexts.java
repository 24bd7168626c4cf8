package dev.aegis.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aegis.jobs.Job;
import dev.aegis.jobs.JobRun;
import dev.aegis.jobs.SchedulerInstance;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Jobs and their runs as people read them. */
final class JobTexts {
    private JobTexts() {}

    static String line(Job job) {
        JobRun run = job.lastRun();
        return job.name() + ": " + lower(job.state()) + (job.nextRun() == null ? "" : ", next " + time(job.nextRun()))
                + (run == null ? ", never ran" : ", last " + run(run));
    }

    static String line(JobRun run) {
        return time(run.startedAt()) + "  " + outcome(run) + duration(run) + "  on " + printable(run.instance())
                + (run.error() == null ? "" : "  " + printable(run.error()));
    }

    static String line(SchedulerInstance scheduler) {
        return "scheduler " + scheduler.name() + " of " + scheduler.service() + ": "
                + (scheduler.isAlive() ? "alive" : "dead") + ", last heartbeat "
                + Math.max(0, scheduler.silence().toSeconds()) + " s ago";
    }

    /** Adds what a service that runs jobs says about them in its branch of the health tree. */
    static void scheduler(TextTree branch, JsonNode scheduler) {
        if (!scheduler.isObject()) {
            return;
        }
        TextTree jobs = branch.branch("scheduler: " + scheduler.path("status").asText() + ", last heartbeat "
                + scheduler.path("seconds_since_heartbeat").asText() + " s ago");
        for (String fault : List.of("reason", "jobs_fault")) {
            if (scheduler.path(fault).isTextual()) {
                jobs.branch(printable(scheduler.path(fault).asText()));
            }
        }
        scheduler.path("jobs").forEach(job -> jobs.branch(line(job)));
    }

    private static String line(JsonNode job) {
        JsonNode run = job.path("last_run");
        String next = job.path("next_run").asText("");
        return job.path("name").asText() + ": " + job.path("state").asText()
                + (next.isEmpty() || next.equals("null") ? "" : ", next " + time(next))
                + (run.isObject()
                        ? ", last " + run.path("outcome").asText() + " "
                                + time(run.path("started_at").asText())
                        : ", never ran");
    }

    private static String run(JobRun run) {
        return outcome(run) + " " + time(run.startedAt()) + duration(run)
                + (run.error() == null ? "" : ": " + printable(run.error()));
    }

    private static String duration(JobRun run) {
        @Nullable Instant end = run.finishedAt();
        return end == null
                ? ""
                : " in " + Duration.between(run.startedAt(), end).toMillis() + " ms";
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** A service's instants have more digits than people want. */
    private static String time(String instant) {
        return instant.replaceFirst("\\.\\d+Z$", "Z");
    }

    private static String outcome(JobRun run) {
        return printable(run.outcome().toLowerCase(Locale.ROOT));
    }

    /** Texts of other programs may hold what a terminal takes for a command. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "\uFFFD");
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
