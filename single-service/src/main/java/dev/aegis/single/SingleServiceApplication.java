package dev.aegis.single;

import dev.aegis.api.ApiApplication;
import dev.aegis.dropwizard.DatabaseBundle;
import dev.aegis.dropwizard.HealthBundle;
import dev.aegis.dropwizard.ProblemBundle;
import dev.aegis.dropwizard.ServiceApplication;
import dev.aegis.dropwizard.ServiceConfiguration;
import dev.aegis.dropwizard.ServiceLauncher;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;

/** All services in one process: migrates the database, then serves the API. */
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
        bootstrap.addBundle(new ProblemBundle());
        bootstrap.addBundle(new MigrationBundle());
        bootstrap.addBundle(database);
        bootstrap.addBundle(new HealthBundle(this, database, ApiApplication.SCHEMA));
    }

    @Override
    public void run(ServiceConfiguration configuration, Environment environment) {
        ApiApplication.registerFeatures(environment, database.get());
    }
}
