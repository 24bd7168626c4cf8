package dev.aegis.single;

import dev.aegis.api.ApiApplication;
import dev.aegis.dropwizard.DatabaseBundle;
import dev.aegis.dropwizard.HealthBundle;
import dev.aegis.dropwizard.ProblemBundle;
import dev.aegis.dropwizard.ServiceApplication;
import dev.aegis.dropwizard.ServiceConfiguration;
import dev.aegis.dropwizard.ServiceLauncher;
import dev.aegis.scheduler.DeclaredJobs;
import dev.aegis.scheduler.SchedulerBundle;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;

/** All services in one process: migrates the database, then serves the API and runs the jobs. */
public final class SingleServiceApplication extends ServiceApplication {
    private final DatabaseBundle<ServiceConfiguration> database = DatabaseBundle.ofService();
    private final SchedulerBundle scheduler = new SchedulerBundle(this, database, DeclaredJobs::of);

    public SingleServiceApplication() {
        super("single-service", ApiApplication.PORTS);
    }

    public static void main(String[] args) {
        ServiceLauncher.launch(new SingleServiceApplication());
    }

    @Override
    public void initialize(Bootstrap<ServiceConfiguration> bootstrap) {
        bootstrap.addBundle(new ProblemBundle());
        bootstrap.addBundle(new MigrationBundle());
        bootstrap.addBundle(database);
        bootstrap.addBundle(scheduler);
        bootstrap.addBundle(new HealthBundle(this, database, ApiApplication.SCHEMA, scheduler));
    }

    @Override
    public void run(ServiceConfiguration configuration, Environment environment) {
        ApiApplication.registerFeatures(environment, database.get());
    }
}
