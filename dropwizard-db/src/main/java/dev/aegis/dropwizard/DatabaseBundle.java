package dev.aegis.dropwizard;

import com.codahale.metrics.health.HealthCheck;
import dev.aegis.db.Database;
import dev.aegis.db.DatabaseConfig;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.ConfiguredBundle;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.lifecycle.AutoCloseableManager;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Database} with the life cycle of a Dropwizard application: opened when the bundle runs, closed after the
 * server has stopped; with a health check named {@code database}, and problem documents for every
 * {@code DatabaseException} that a resource lets out.
 *
 * <pre>{@code
 * private final DatabaseBundle<MyConfiguration> database = new DatabaseBundle<>(c -> DatabaseConfig.fromEnvironment());
 * // initialize: bootstrap.addBundle(database);
 * // run:        environment.jersey().register(new AccountsResource(database.get()));
 * }</pre>
 *
 * @param <C> the application's configuration
 */
public final class DatabaseBundle<C extends Configuration> implements ConfiguredBundle<C> {
    private final Function<? super C, DatabaseConfig> config;
    private @Nullable Database database;

    /** A bundle that finds the database's configuration in the application's. */
    public DatabaseBundle(Function<? super C, DatabaseConfig> config) {
        this.config = config;
    }

    /** A bundle for a service as they are built here. */
    public static DatabaseBundle<ServiceConfiguration> ofService() {
        return new DatabaseBundle<>(configuration -> configuration.settings().database());
    }

    @Override
    public void run(C configuration, Environment environment) {
        Database opened = Database.open(config.apply(configuration));
        database = opened;
        environment.lifecycle().manage(new AutoCloseableManager(opened));
        environment.healthChecks().register("database", new PingCheck(opened));
        environment.jersey().register(new DatabaseExceptionMapper());
    }

    /**
     * The open database.
     *
     * @throws IllegalStateException before the bundle has run
     */
    public Database get() {
        if (database == null) {
            throw new IllegalStateException("the database is open only after the bundles have run");
        }
        return database;
    }

    private static final class PingCheck extends HealthCheck {
        private final Database database;

        PingCheck(Database database) {
            this.database = database;
        }

        @Override
        protected Result check() {
            return Result.healthy("answered in %d ms", database.ping().toMillis());
        }
    }
}
