package dev.aegis.db;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The facts behind the health tree at one moment. Holds no credential.
 *
 * @param engine the engine
 * @param fault why the database cannot be used, in one line; empty when it can, and only then the facts below are filled
 * @param version the version of server or library
 * @param latency how long a trivial query took; zero when there is a fault
 * @param sizeBytes size of the whole database on disk
 * @param tables the tables of the application, by name
 * @param settings effective settings, as the engine reports them, by name
 * @param serverConnections connections that the server has, from everybody; PostgreSQL only
 * @param pool the connections of this process; empty when asked from outside of the service
 * @param slowTransactions those of this process, newest first, at most 20
 */
public record DatabaseHealth(
        DatabaseEngine engine,
        Optional<String> fault,
        String version,
        Duration latency,
        long sizeBytes,
        List<Table> tables,
        Map<String, String> settings,
        Optional<ServerConnections> serverConnections,
        Optional<PoolUsage> pool,
        List<SlowTransaction> slowTransactions) {

    /** Whether the database can be used. */
    public boolean isHealthy() {
        return fault.isEmpty();
    }

    /**
     * Looks at a database from outside of any service: on a connection of its own that cannot write, takes no write lock
     * and creates no file. Never throws because the database is ill.
     *
     * @param setting the name of the setting that holds the URL; the fault mentions it
     */
    public static DatabaseHealth of(String setting, DatabaseUrl url) {
        return DatabaseHealthCheck.of(setting, url);
    }

    /**
     * A table.
     *
     * @param rows how many rows; at most 100,000 are counted, so that looking stays cheap
     * @param complete whether all rows were counted
     */
    public record Table(String name, long rows, boolean complete) {}

    /** Connections to the server and the most it takes. */
    public record ServerConnections(int used, int max) {}
}
