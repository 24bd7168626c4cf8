package dev.aegis.scheduler;

import dev.aegis.db.Database;
import dev.aegis.dropwizard.DatabaseBundle;
import dev.aegis.dropwizard.HealthBranch;
import dev.aegis.dropwizard.ServiceApplication;
import dev.aegis.dropwizard.ServiceConfiguration;
import dev.aegis.jobs.Jobs;
import dev.aegis.jobs.RunHistory;
import dev.aegis.jobs.SchedulerInstances;
import io.dropwizard.core.ConfiguredBundle;
import io.dropwizard.core.setup.Environment;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A scheduler in a service: it runs the declared jobs while the service runs, shows and steers them under {@code /jobs} on
 * the port for administration, and tells health whether it is alive.
 */
public final class SchedulerBundle implements ConfiguredBundle<ServiceConfiguration>, HealthBranch {
    private final ServiceApplication application;
    private final DatabaseBundle<ServiceConfiguration> database;
    private final Function<Database, List<JobDeclaration>> declaration;
    private @Nullable JobScheduler scheduler;
    private @Nullable SchedulerReports reports;

    /**
     * A scheduler for a service; added after the bundle that opens its database.
     *
     * @param declaration the jobs, once the database is open
     */
    public SchedulerBundle(
            ServiceApplication application,
            DatabaseBundle<ServiceConfiguration> database,
            Function<Database, List<JobDeclaration>> declaration) {
        this.application = application;
        this.database = database;
        this.declaration = declaration;
    }

    @Override
    public void run(ServiceConfiguration configuration, Environment environment) {
        Database opened = database.get();
        Jobs jobs = new Jobs(opened);
        JobScheduler running = new JobScheduler(
                opened, InstanceName.create(), application.getName(), Pace.DEFAULT, declaration.apply(opened));
        scheduler = running;
        reports = new SchedulerReports(running, jobs);
        environment.lifecycle().manage(running);
        JobsServlet servlet = new JobsServlet(
                environment.getObjectMapper(),
                jobs,
                new RunHistory(opened),
                new SchedulerInstances(opened),
                running::hasStarted);
        environment.admin().addServlet("jobs", servlet).addMapping("/jobs", "/jobs/*");
    }

    @Override
    public String name() {
        return "scheduler";
    }

    @Override
    public Optional<String> fault() {
        return running().fault();
    }

    @Override
    public Object report() {
        return Objects.requireNonNull(reports, "the bundle has not run").report();
    }

    private JobScheduler running() {
        return Objects.requireNonNull(scheduler, "the bundle has not run");
    }
}
