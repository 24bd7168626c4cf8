package dev.aegis.scheduler;

import dev.aegis.jobs.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether jobs that are due are run, which a heartbeat does not tell: a scheduler goes on looking for due jobs while all its
 * threads hang. Thread-safe.
 */
final class Backlog {
    private final int threads;
    private final Duration patience;
    private final Set<String> declared;
    private volatile Optional<String> fault = Optional.empty();

    /**
     * Nothing is looked at yet.
     *
     * @param declared the jobs of this scheduler; the database may know others that no program declares any more
     */
    Backlog(int threads, Duration patience, Set<String> declared) {
        this.threads = threads;
        this.patience = patience;
        this.declared = declared;
    }

    /**
     * Looks again.
     *
     * @param running for how long each job has been at work in this process
     * @param jobs as the database has them
     * @param startedAt the start of this scheduler: before it, there may have been no scheduler to run them
     */
    void look(Map<String, Duration> running, Collection<Job> jobs, Instant startedAt, Instant now) {
        fault = stuck(running).or(() -> overdue(jobs, startedAt, now));
    }

    /** Why due jobs are not run; empty while they are. */
    Optional<String> fault() {
        return fault;
    }

    private Optional<String> stuck(Map<String, Duration> running) {
        List<String> lasting = running.entrySet().stream()
                .filter(job -> job.getValue().compareTo(patience) > 0)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        return lasting.size() < threads
                ? Optional.empty()
                : Optional.of("all " + threads + " threads have been at work for more than " + text(patience) + ": "
                        + String.join(", ", lasting));
    }

    private Optional<String> overdue(Collection<Job> jobs, Instant startedAt, Instant now) {
        String late = jobs.stream()
                .filter(job -> declared.contains(job.name()) && isOverdue(job, startedAt, now))
                .map(Job::name)
                .collect(Collectors.joining(", "));
        return late.isEmpty() ? Optional.empty() : Optional.of("overdue for more than " + text(patience) + ": " + late);
    }

    private boolean isOverdue(Job job, Instant startedAt, Instant now) {
        Instant due = job.nextRun();
        if (due == null) {
            return false;
        }
        Instant since = due.isAfter(startedAt) ? due : startedAt;
        return since.plus(patience).isBefore(now);
    }

    private static String text(Duration duration) {
        return duration.toMinutes() > 0 ? duration.toMinutes() + " min" : duration.toMillis() + " ms";
    }
}
