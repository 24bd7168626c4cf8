package dev.aegis.scheduler;

import dev.aegis.dropwizard.DatabaseBundle;
import dev.aegis.dropwizard.HealthBundle;
import dev.aegis.dropwizard.ProblemBundle;
import dev.aegis.dropwizard.SchemaProbe;
import dev.aegis.dropwizard.ServiceApplication;
import dev.aegis.dropwizard.ServiceConfiguration;
import dev.aegis.dropwizard.ServiceLauncher;
import dev.aegis.dropwizard.ServicePorts;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;

/** The scheduler as a service of its own, on PostgreSQL. It never migrates: its jobs start when somebody has. */
public final class SchedulerApplication extends ServiceApplication {
    /** The settings that hold the ports of the scheduler. */
    public static final ServicePorts PORTS = new ServicePorts("SCHEDULER", 8090, 8091);

    private static final SchemaProbe SCHEMA = new MigrationsProbe();

    private final DatabaseBundle<ServiceConfiguration> database = DatabaseBundle.ofService();
    private final SchedulerBundle scheduler = new SchedulerBundle(this, database, DeclaredJobs::of);

    public SchedulerApplication() {
        super("scheduler-service", PORTS);
    }

    public static void main(String[] args) {
        ServiceLauncher.launch(new SchedulerApplication());
    }

    @Override
    public void initialize(Bootstrap<ServiceConfiguration> bootstrap) {
        bootstrap.addBundle(new ProblemBundle());
        bootstrap.addBundle(new PostgresOnly());
        bootstrap.addBundle(database);
        bootstrap.addBundle(scheduler);
        bootstrap.addBundle(new HealthBundle(this, database, SCHEMA, scheduler));
    }

    @Override
    public void run(ServiceConfiguration configuration, Environment environment) {
        // What it offers to others is all on the port for administration.
    }
}
