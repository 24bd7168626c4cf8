package dev.aegis.scheduler;

import com.github.kagkarlsson.scheduler.CurrentlyExecuting;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.serializer.JacksonSerializer;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.aegis.db.Database;
import dev.aegis.jobs.Jobs;
import dev.aegis.jobs.RunHistory;
import dev.aegis.jobs.SchedulerInstances;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * db-scheduler over the component's connections. It starts as soon as its tables are there, and keeps a heartbeat from
 * then on. Of a scheduler that dies the running jobs are taken over by another within 20 seconds.
 */
final class JobScheduler implements Managed {
    private static final Logger LOG = LoggerFactory.getLogger(JobScheduler.class);
    private static final int THREADS = 4;
    /** Within the grace period that a service has to stop. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final String instance;
    private final Pace pace;
    private final SchedulerInstances instances;
    private final DatabaseClock clock;
    private final Heartbeat heartbeat;
    private final Backlog backlog;
    private final Jobs allJobs;
    private final List<RecurringTask<Void>> tasks;
    private final Scheduler scheduler;
    private final ScheduledExecutorService supervisor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "scheduler-supervisor");
        thread.setDaemon(true);
        return thread;
    });
    private volatile @Nullable Instant startedAt;
    private boolean complained;

    /**
     * A scheduler that is not started.
     *
     * @param instance the name of this scheduler, different at each start
     * @param service the name of the service that it belongs to
     */
    JobScheduler(Database database, String instance, String service, Pace pace, List<JobDeclaration> jobs) {
        this.instance = instance;
        this.pace = pace;
        this.instances = new SchedulerInstances(database);
        this.clock = new DatabaseClock(database);
        this.heartbeat = new Heartbeat(pace.longestRound(), () -> instances.beat(instance, service));
        this.allJobs = new Jobs(database);
        Set<String> names = jobs.stream().map(JobDeclaration::name).collect(Collectors.toUnmodifiableSet());
        this.backlog = new Backlog(THREADS, pace.patience(), names);
        RunHistory history = new RunHistory(database);
        this.tasks = jobs.stream()
                .map(job -> task(job, new RecordedJob(job, history, instance)))
                .toList();
        this.scheduler = build(database);
    }

    private static RecurringTask<Void> task(JobDeclaration job, RecordedJob recorded) {
        return Tasks.recurring(job.name(), job.schedule())
                .execute((task, context) -> recorded.run(context.getSchedulerState()::isShuttingDown));
    }

    private Scheduler build(Database database) {
        return Scheduler.create(database.dataSource(), List.copyOf(tasks))
                .schedulerName(new SchedulerName.Fixed(instance))
                .clock(clock)
                .threads(THREADS)
                .pollingInterval(pace.polling())
                .heartbeatInterval(pace.heartbeat())
                .missedHeartbeatsLimit(Pace.MISSED_HEARTBEATS)
                .shutdownMaxWait(LONGEST_STOP)
                .serializer(new JacksonSerializer())
                .addSchedulerListener(heartbeat)
                .build();
    }

    Heartbeat heartbeat() {
        return heartbeat;
    }

    /** Why the scheduler does not run what is due; empty while it does. */
    Optional<String> fault() {
        return heartbeat.fault().or(backlog::fault);
    }

    /** Whether it has found its tables. */
    boolean hasStarted() {
        return startedAt != null;
    }

    String instance() {
        return instance;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // supervise lets nothing out
    public void start() {
        supervisor.scheduleWithFixedDelay(this::supervise, 0, pace.supervision().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void supervise() {
        try {
            clock.adjust();
            Instant started = startedAt;
            if (started == null) {
                // Beforehand, because db-scheduler's own start would only log what goes wrong, and never schedule them.
                tasks.forEach(task -> task.onStartup(scheduler, clock));
                scheduler.start();
                started = clock.now();
                startedAt = started;
                LOG.debug("Scheduler {} has started", instance);
            }
            heartbeat.beat();
            backlog.look(running(), allJobs.list(), started, clock.now());
            complained = false;
        } catch (RuntimeException | Error e) {
            complainOnce(e);
        }
    }

    private Map<String, Duration> running() {
        return scheduler.getCurrentlyExecuting().stream()
                .collect(Collectors.toMap(
                        running -> running.getTaskInstance().getTaskName(),
                        CurrentlyExecuting::getDuration,
                        (one, other) -> one.compareTo(other) > 0 ? one : other));
    }

    private void complainOnce(Throwable error) {
        if (!complained) {
            complained = true;
            LOG.warn(
                    "{}, tried again every {} s: {}",
                    hasStarted() ? "No heartbeat of the scheduler" : "The scheduler cannot start",
                    pace.supervision().toSeconds(),
                    error.toString());
        }
    }

    /** Lets running jobs end, for a bounded time. */
    @Override
    public void stop() throws InterruptedException {
        supervisor.shutdown();
        boolean still = supervisor.awaitTermination(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS);
        scheduler.stop();
        if (still && hasStarted()) {
            try {
                instances.stopped(instance);
            } catch (RuntimeException e) {
                LOG.debug("The scheduler's last words were not recorded; it will be taken for dead", e);
            }
        }
    }
}
