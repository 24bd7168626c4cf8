package dev.aegis.cli;

import dev.aegis.db.Database;
import dev.aegis.jobs.Job;
import dev.aegis.jobs.JobRun;
import dev.aegis.jobs.Jobs;
import dev.aegis.jobs.RunHistory;
import dev.aegis.jobs.SchedulerInstance;
import dev.aegis.jobs.SchedulerInstances;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aegis jobs}: looks at the jobs and steers them, in the database, whether a scheduler runs or not. */
@Command(
        name = "jobs",
        description = "Looks at the scheduler's jobs and steers them; needs no running service.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done", "1:not done", "5:cannot connect", "64:wrong usage"})
@SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
final class JobsCommand {
    private static final String NAME = "NAME";

    private final Settings settings;

    @Spec
    private CommandSpec spec;

    JobsCommand(Settings settings) {
        this.settings = settings;
    }

    @Command(description = "Shows all jobs, and the schedulers that run them.")
    int list() {
        return withDatabase(database -> {
            List<Job> jobs = new Jobs(database).list();
            jobs.forEach(job -> out().println(JobTexts.line(job)));
            if (jobs.isEmpty()) {
                out().println("No jobs yet: no scheduler has run on this database.");
            }
            List<SchedulerInstance> schedulers = new SchedulerInstances(database).all();
            schedulers.forEach(scheduler -> out().println(JobTexts.line(scheduler)));
            if (schedulers.isEmpty()) {
                out().println("No scheduler is running.");
            }
            return ExitCodes.OK;
        });
    }

    @Command(description = "Makes a job due now; a scheduler takes it within seconds, or when one starts.")
    int run(@Parameters(paramLabel = NAME) String name) {
        return withDatabase(database -> {
            Jobs jobs = new Jobs(database);
            return switch (jobs.run(name)) {
                case ACCEPTED -> done("The job " + name + " is due now.");
                case ALREADY_RUNNING -> done("The job " + name + " is running already.");
                case PAUSED -> failed("The job " + name + " is paused; 'aegis jobs resume " + name + "' first.");
                case UNKNOWN_JOB -> unknown(name, jobs);
            };
        });
    }

    @Command(description = "Keeps a job from running until it is resumed, also over restarts.")
    int pause(@Parameters(paramLabel = NAME) String name) {
        return withDatabase(database -> {
            Jobs jobs = new Jobs(database);
            return jobs.pause(name) ? done("The job " + name + " is paused.") : unknown(name, jobs);
        });
    }

    @Command(description = "Lets a job run again.")
    int resume(@Parameters(paramLabel = NAME) String name) {
        return withDatabase(database -> {
            Jobs jobs = new Jobs(database);
            return jobs.resume(name) ? done("The job " + name + " is not paused.") : unknown(name, jobs);
        });
    }

    @Command(description = "Shows a job's latest runs, latest first.")
    int history(@Parameters(paramLabel = NAME) String name) {
        return withDatabase(database -> {
            List<JobRun> runs = new RunHistory(database).latest(name, RunHistory.KEPT_PER_JOB);
            if (runs.isEmpty()) {
                Jobs jobs = new Jobs(database);
                return isKnown(name, jobs) ? done("The job " + name + " has never run.") : unknown(name, jobs);
            }
            runs.forEach(run -> out().println(JobTexts.line(run)));
            return ExitCodes.OK;
        });
    }

    private interface Work {
        int on(Database database);
    }

    private int withDatabase(Work work) {
        try (Database database = MigratedDatabase.open(settings.database())) {
            return work.on(database);
        }
    }

    private int unknown(String name, Jobs jobs) {
        List<String> names = jobs.list().stream().map(Job::name).toList();
        return failed("There is no job " + name + "; "
                + (names.isEmpty() ? "no scheduler has run on this database" : "there are " + String.join(", ", names))
                + ".");
    }

    private static boolean isKnown(String name, Jobs jobs) {
        return jobs.list().stream().anyMatch(job -> job.name().equals(name));
    }

    private int done(String message) {
        out().println(message);
        return ExitCodes.OK;
    }

    private int failed(String message) {
        spec.commandLine().getErr().println(message);
        return ExitCodes.FAILED;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
