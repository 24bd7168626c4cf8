package dev.aegis.api;

import dev.aegis.api.docs.DocsFeature;
import dev.aegis.api.docs.OpenApi;
import dev.aegis.api.shields.ShieldsFeature;
import dev.aegis.db.Database;
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

/** The API service. It never migrates: it is ready when somebody has. */
public final class ApiApplication extends ServiceApplication {
    /** The settings that hold the ports of the API. */
    public static final ServicePorts PORTS = new ServicePorts("API", 8080, 8081);

    /** Compares the schema with the migrations of this program. */
    public static final SchemaProbe SCHEMA = new MigrationsProbe();

    private final DatabaseBundle<ServiceConfiguration> database = DatabaseBundle.ofService();

    public ApiApplication() {
        super("api-service", PORTS);
    }

    public static void main(String[] args) {
        ServiceLauncher.launch(new ApiApplication());
    }

    @Override
    public void initialize(Bootstrap<ServiceConfiguration> bootstrap) {
        bootstrap.addBundle(new ProblemBundle());
        bootstrap.addBundle(database);
        bootstrap.addBundle(new HealthBundle(this, database, SCHEMA));
    }

    @Override
    public void run(ServiceConfiguration configuration, Environment environment) {
        registerFeatures(environment, database.get());
    }

    /** All that the API offers, for every service that offers it. */
    public static void registerFeatures(Environment environment, Database database) {
        OpenApi openApi = new OpenApi();
        // part: example
        ShieldsFeature.register(environment, database, openApi);
        // end part: example
        DocsFeature.register(environment, openApi);
    }
}
