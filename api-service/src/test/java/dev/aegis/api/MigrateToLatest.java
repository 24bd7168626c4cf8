package dev.aegis.api;

import dev.aegis.db.DatabaseConfig;
import dev.aegis.db.testing.DatabasePreparation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.migrations.Migrator;

/** Gives tests a database with the latest schema. */
public final class MigrateToLatest implements DatabasePreparation {
    @Override
    public void prepare(TestDatabase database) {
        Migrator.of(DatabaseConfig.of(database.url())).migrate();
    }
}
