package dev.aegis.cli;

import dev.aegis.db.Database;
import dev.aegis.db.DatabaseConfig;
import dev.aegis.migrations.MigrationStatus;
import dev.aegis.migrations.Migrator;
import java.util.Optional;

/** A database that has the tables of this program, for a command that is over in a moment. */
final class MigratedDatabase {
    private MigratedDatabase() {}

    /**
     * Opens it with one connection. A SQLite file that is missing stays missing.
     *
     * @throws SettingsException if changesets are pending
     */
    static Database open(DatabaseConfig config) {
        MigrationStatus status = Migrator.of("DATABASE_URL", config.url()).status();
        if (!status.pending().isEmpty()) {
            throw new SettingsException(
                    "DATABASE_URL=" + config.url() + ": " + status.summary() + "; run 'make migrate'");
        }
        return Database.open(new DatabaseConfig(
                config.url(),
                Optional.empty(),
                Optional.empty(),
                1,
                config.acquireTimeout(),
                config.slowTransaction(),
                config.sqliteSynchronous(),
                config.applicationName(),
                config.resetSessions()));
    }
}
