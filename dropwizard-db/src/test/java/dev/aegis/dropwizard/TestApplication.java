package dev.aegis.dropwizard;

import dev.aegis.db.DatabaseConfig;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A service made of this module's bundles, with resources that fail on request. */
final class TestApplication extends ServiceApplication {
    static final Duration ACQUIRE_TIMEOUT = Duration.ofMillis(300);
    static final SchemaState CURRENT = new SchemaState(1, List.of(), List.of(), Optional.empty());

    private final DatabaseBundle<ServiceConfiguration> database =
            new DatabaseBundle<>(configuration -> impatient(configuration.settings()));
    private final SchemaProbe schema;

    TestApplication() {
        this(connection -> CURRENT);
    }

    TestApplication(SchemaProbe schema) {
        super("test-service", new ServicePorts("API", 8080, 8081));
        this.schema = schema;
    }

    public static void main(String[] args) {
        ServiceLauncher.launch(new TestApplication());
    }

    /** Starts on any free ports. */
    static RunningService start(String url, SchemaProbe schema) {
        return start(new TestApplication(schema), Map.of("DATABASE_URL", url));
    }

    /** Starts on any free ports, with more settings. */
    static RunningService start(TestApplication application, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "DATABASE_POOL_SIZE", "2",
                "API_PORT", "0",
                "API_ADMIN_PORT", "0",
                "LOG_LEVEL", "ERROR"));
        environment.putAll(settings);
        return RunningService.start(application, environment);
    }

    static RunningService start(String url) {
        return start(url, connection -> CURRENT);
    }

    private static DatabaseConfig impatient(ServiceSettings settings) {
        DatabaseConfig config = settings.database();
        return new DatabaseConfig(
                config.url(),
                config.migrationUrl(),
                config.replicaUrl(),
                config.poolSize(),
                ACQUIRE_TIMEOUT,
                config.slowTransaction(),
                config.sqliteSynchronous(),
                config.applicationName(),
                config.resetSessions());
    }

    @Override
    public void initialize(Bootstrap<ServiceConfiguration> bootstrap) {
        bootstrap.addBundle(new ProblemBundle());
        bootstrap.addBundle(database);
        bootstrap.addBundle(new HealthBundle(this, database, schema));
    }

    @Override
    public void run(ServiceConfiguration configuration, Environment environment) {
        environment.jersey().register(new FaultsResource(database.get()));
        environment.jersey().register(new StandardResource());
    }
}
