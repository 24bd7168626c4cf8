package dev.aegis.cli;

import dev.aegis.db.DatabaseConfig;
import dev.aegis.db.DatabaseException;
import dev.aegis.db.DatabaseHealth;
import dev.aegis.db.DatabaseUrl;
import dev.aegis.migrations.MigrationException;
import dev.aegis.migrations.MigrationStatus;
import dev.aegis.migrations.Migrator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that is known about the health of the database and the services, at one moment.
 *
 * @param migrations empty when the database could not be asked
 * @param migrationsFault why the migrations could not be read although the database could
 */
record HealthReport(
        DatabaseUrl url,
        DatabaseHealth database,
        Optional<MigrationStatus> migrations,
        Optional<String> migrationsFault,
        List<ServiceState> services) {

    static HealthReport gather(Settings settings) {
        DatabaseConfig config = settings.database();
        List<ServiceState> services = services(settings);
        DatabaseHealth database = DatabaseHealth.of("DATABASE_URL", config.url());
        if (!database.isHealthy()) {
            return new HealthReport(config.url(), database, Optional.empty(), Optional.empty(), services);
        }
        try {
            // With the services' own role: who looks need not be able to migrate.
            MigrationStatus status = Migrator.of("DATABASE_URL", config.url()).status();
            return new HealthReport(config.url(), database, Optional.of(status), Optional.empty(), services);
        } catch (MigrationException | DatabaseException e) {
            return new HealthReport(
                    config.url(), database, Optional.empty(), Optional.of(String.valueOf(e.getMessage())), services);
        }
    }

    private static List<ServiceState> services(Settings settings) {
        List<ServiceState> services = new ArrayList<>();
        services.add(ServiceState.ask("api-service", settings.apiAdminUrl()));
        // part: scheduler
        services.add(ServiceState.ask("scheduler-service", settings.schedulerAdminUrl()));
        // end part: scheduler
        return services;
    }

    /** Whether the database can be used and its schema is current; a service that is not running is not ill. */
    boolean isHealthy() {
        return database.isHealthy()
                && migrations.map(MigrationStatus::isCurrent).orElse(false)
                && services.stream().allMatch(ServiceState::isHealthyOrStopped);
    }
}
