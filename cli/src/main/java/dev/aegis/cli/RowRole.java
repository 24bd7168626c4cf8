package dev.aegis.cli;

import dev.aegis.db.DatabaseConfig;
import dev.aegis.db.DatabaseUrl;
import java.util.Objects;

/** The role of the services, which works with rows only. */
final class RowRole {
    private RowRole() {}

    /**
     * The user of {@code DATABASE_URL}.
     *
     * @throws SettingsException if that is not another one than migrates
     */
    static String of(DatabaseConfig config) {
        if (!(config.url() instanceof DatabaseUrl.Postgres services)
                || !(config.effectiveMigrationUrl() instanceof DatabaseUrl.Postgres migrations)) {
            throw new SettingsException(
                    "DATABASE_URL=" + config.url() + ": SQLite has no roles; leave --grant-rows out");
        }
        if (services.user() == null) {
            throw new SettingsException("DATABASE_URL=" + services
                    + ": names no user to grant the rows to; write postgresql://user:password@host:port/database");
        }
        if (Objects.equals(services.user(), migrations.user())) {
            throw new SettingsException("DATABASE_MIGRATION_URL=" + migrations + ": its user is that of DATABASE_URL,"
                    + " too; name the role that owns the schema, or leave --grant-rows out");
        }
        return services.user();
    }
}
