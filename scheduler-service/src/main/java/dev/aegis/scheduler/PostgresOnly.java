package dev.aegis.scheduler;

import dev.aegis.db.DatabaseUrl;
import dev.aegis.dropwizard.ServiceConfiguration;
import dev.aegis.dropwizard.StartupException;
import io.dropwizard.core.ConfiguredBundle;
import io.dropwizard.core.setup.Environment;

/** Refuses SQLite before the file is opened, or even created. */
final class PostgresOnly implements ConfiguredBundle<ServiceConfiguration> {
    @Override
    public void run(ServiceConfiguration configuration, Environment environment) {
        DatabaseUrl url = configuration.settings().database().url();
        if (url instanceof DatabaseUrl.Sqlite) {
            throw new StartupException(
                    "DATABASE_URL=" + url + ": scheduler-service shares a database with other processes, which a SQLite"
                            + " file cannot be; use postgresql://…, or run the jobs in the one process"
                            + " that has the file",
                    null);
        }
    }
}
