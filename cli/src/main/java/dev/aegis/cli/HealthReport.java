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
 * @param replica that to which services send their reads; empty when there is none
 * @param migrations empty when the database could not be asked
 * @param migrationsFault why the migrations could not be read although the database could
 */
record HealthReport(
        DatabaseUrl url,
        DatabaseHealth database,
        Optional<DatabaseHealth> replica,
        Optional<MigrationStatus> migrations,
        Optional<String> migrationsFault,
        List<ServiceState> services) {

    static HealthReport gather(Settings settings) {
        DatabaseConfig config = settings.database();
        List<ServiceState> services = services(settings);
        DatabaseHealth database = DatabaseHealth.of("DATABASE_URL", config.url());
        Optional<DatabaseHealth> replica =
                config.replicaUrl().map(url -> DatabaseHealth.of("DATABASE_REPLICA_URL", url));
        if (!database.isHealthy()) {
            return new HealthReport(config.url(), database, replica, Optional.empty(), Optional.empty(), services);
        }
        try {
            // With the services' own role: who looks need not be able to migrate.
            MigrationStatus status = Migrator.of("DATABASE_URL", config.url()).status();
            return new HealthReport(config.url(), database, replica, Optional.of(status), Optional.empty(), services);
        } catch (MigrationException | DatabaseException e) {
            Optional<String> fault = Optional.of(String.valueOf(e.getMessage()));
            return new HealthReport(config.url(), database, replica, Optional.empty(), fault, services);
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

    /**
     * Whether the database can be read and written, the replica can be read if there is one, and the schema is current; a
     * service that is not running is not ill.
     */
    boolean isHealthy() {
        return isDatabaseHealthy()
                && replica.map(DatabaseHealth::isHealthy).orElse(true)
                && migrations.map(MigrationStatus::isCurrent).orElse(false)
                && services.stream().allMatch(ServiceState::isHealthyOrStopped);
    }

    boolean isDatabaseHealthy() {
        return database.isHealthy() && database.readOnly().isEmpty();
    }
}
