package dev.aegis.db;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The facts behind the health tree at one moment. Holds no credential.
 *
 * @param engine the engine
 * <p>All of it is asked of the primary, where writes go, except for {@code replica}.
 *
 * @param fault why the database cannot be used, in one line; empty when it can, and only then the facts below are filled
 * @param version the version of server or library
 * @param latency how long a trivial query took; zero when there is a fault
 * @param sizeBytes size of the whole database on disk
 * @param tables the tables of the application, by name
 * @param settings effective settings, as the engine reports them, by name
 * @param serverConnections connections that the server has, from all clients, to all databases; PostgreSQL only
 * @param pool the connections of this process; empty when asked from outside of the service
 * @param readOnly why it takes no writes although it can be read; empty when it takes them
 * @param replica where reads go, as far as it is asked from inside of a service that has one
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
        Optional<String> readOnly,
        Optional<Replica> replica,
        List<SlowTransaction> slowTransactions) {

    /** Whether the database can be asked. */
    public boolean isHealthy() {
        return fault.isEmpty();
    }

    static DatabaseHealth ill(DatabaseEngine engine, String fault) {
        return new DatabaseHealth(
                engine,
                Optional.of(fault),
                "",
                Duration.ZERO,
                0,
                List.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /** With what only the process that uses the database knows. */
    DatabaseHealth fromInside(
            Map<String, String> allSettings,
            PoolUsage usage,
            List<SlowTransaction> slow,
            Optional<Replica> replicaUsed) {
        return new DatabaseHealth(
                engine,
                fault,
                version,
                latency,
                sizeBytes,
                tables,
                allSettings,
                serverConnections,
                Optional.of(usage),
                readOnly,
                replicaUsed,
                slow);
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
     * A table. That its rows could not be counted is a fact of this table alone.
     *
     * @param rows how many rows, with this precision
     * @param fault why they were not counted, if something kept them from it
     */
    public record Table(String name, long rows, Precision precision, Optional<String> fault) {}

    /** What the number of a table's rows says. Looking stays cheap: many rows are not counted. */
    public enum Precision {
        /** All were counted. */
        EXACT,
        /** So many were counted, and there are more. */
        AT_LEAST,
        /** The server's own estimate. */
        ABOUT,
        /** Nothing is known. */
        UNKNOWN
    }

    /**
     * The replica to which reads go.
     *
     * @param fault why it cannot be read, in one line; empty when it can
     * @param latency how long a trivial query took; zero when there is a fault
     * @param lag how far it is behind what it has received from the primary; empty when that is not known
     * @param pool the connections of this process to it
     */
    public record Replica(Optional<String> fault, Duration latency, Optional<Duration> lag, PoolUsage pool) {}

    /** Connections to the server and the most it takes. */
    public record ServerConnections(int used, int max) {}
}
