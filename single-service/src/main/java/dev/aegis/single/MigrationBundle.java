package dev.aegis.single;

import dev.aegis.db.DatabaseConfig;
import dev.aegis.dropwizard.ServiceConfiguration;
import dev.aegis.dropwizard.StartupException;
import dev.aegis.migrations.MigrationException;
import dev.aegis.migrations.Migrator;
import io.dropwizard.core.ConfiguredBundle;
import io.dropwizard.core.setup.Environment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Migrates the database at the start, before anything else opens it. */
final class MigrationBundle implements ConfiguredBundle<ServiceConfiguration> {
    private static final Logger LOG = LoggerFactory.getLogger(MigrationBundle.class);

    @Override
    public void run(ServiceConfiguration configuration, Environment environment) {
        DatabaseConfig database = configuration.settings().database();
        try {
            Migrator.of(database)
                    .migrate(changeset -> LOG.info(
                            "Applied {} in {} ms",
                            changeset.id(),
                            changeset.duration().toMillis()));
        } catch (MigrationException e) {
            throw new StartupException(String.valueOf(e.getMessage()), e);
        }
    }
}
