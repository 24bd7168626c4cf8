package dev.aegis.db;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where each engine keeps the facts about itself. */
interface EngineFacts {
    String version(FactQueries queries) throws SQLException;

    long sizeBytes(FactQueries queries) throws SQLException;

    List<DatabaseHealth.Table> tables(FactQueries queries) throws SQLException;

    Map<String, String> settings(FactQueries queries) throws SQLException;

    /** Why the database takes no writes; empty when it does. */
    Optional<String> readOnly(FactQueries queries) throws SQLException;

    /** How far what a replica shows is behind what it has received. */
    Optional<Duration> lag(FactQueries queries) throws SQLException;

    Optional<DatabaseHealth.ServerConnections> serverConnections(FactQueries queries) throws SQLException;

    static EngineFacts of(DatabaseEngine engine) {
        return switch (engine) {
            case SQLITE -> new SqliteFacts();
            case POSTGRESQL -> new PostgresFacts();
        };
    }
}
