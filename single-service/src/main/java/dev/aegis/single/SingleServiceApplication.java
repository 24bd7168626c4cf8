package dev.aegis.single;

import dev.aegis.api.ApiApplication;
import dev.aegis.dropwizard.DatabaseBundle;
import dev.aegis.dropwizard.HealthBranch;
import dev.aegis.dropwizard.HealthBundle;
import dev.aegis.dropwizard.ProblemBundle;
import dev.aegis.dropwizard.ServiceApplication;
import dev.aegis.dropwizard.ServiceConfiguration;
import dev.aegis.dropwizard.ServiceLauncher;
import dev.aegis.scheduler.DeclaredJobs;
import dev.aegis.scheduler.SchedulerBundle;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import java.util.ArrayList;
import java.util.List;

/** All services in one process, which migrates the database at its start. */
public final class SingleServiceApplication extends ServiceApplication {
    private final DatabaseBundle<ServiceConfiguration> database = DatabaseBundle.ofService();

    public SingleServiceApplication() {
        super("single-service", ApiApplication.PORTS);
    }

    public static void main(String[] args) {
        ServiceLauncher.launch(new SingleServiceApplication());
    }

    @Override
    public void initialize(Bootstrap<ServiceConfiguration> bootstrap) {
        List<HealthBranch> branches = new ArrayList<>();
        bootstrap.addBundle(new ProblemBundle());
        bootstrap.addBundle(new MigrationBundle());
        bootstrap.addBundle(database);
        // part: scheduler
        SchedulerBundle scheduler = new SchedulerBundle(this, database, DeclaredJobs::of);
        bootstrap.addBundle(scheduler);
        branches.add(scheduler);
        // end part: scheduler
        bootstrap.addBundle(
                new HealthBundle(this, database, ApiApplication.SCHEMA, branches.toArray(HealthBranch[]::new)));
    }

    @Override
    public void run(ServiceConfiguration configuration, Environment environment) {
        ApiApplication.registerFeatures(environment, database.get());
    }
}
