package dev.aegis.dropwizard;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.aegis.db.DatabaseEngine;
import dev.aegis.db.DatabaseHealth;
import dev.aegis.db.PoolUsage;
import dev.aegis.db.SlowTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /health/detailed}: a service's branch of the health tree, as JSON in snake_case. The {@code aegis} command
 * reads it, so fields may come and none may go. Holds no credential.
 *
 * @param service the service's name
 * @param status {@code healthy} or {@code unhealthy}
 * @param reason why it is unhealthy, in few words
 * @param replica null when there is none, or it was not asked
 * @param migrations null when the database cannot be asked
 * @param branches what features add, as fields of their names
 */
record HealthReport(
        String service,
        String version,
        String status,
        @Nullable String reason,
        Instant startedAt,
        long uptimeSeconds,
        DatabaseBranch database,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ReplicaBranch replica,
        @Nullable MigrationsBranch migrations,
        @JsonAnyGetter Map<String, Object> branches) {

    /** Of the fields, those below {@code fault} are filled only when there is no fault. */
    record DatabaseBranch(
            String status,
            String engine,
            @Nullable String fault,
            @Nullable String version,
            double latencyMs,
            long sizeBytes,
            List<TableBranch> tables,
            Map<String, String> settings,
            DatabaseHealth.@Nullable ServerConnections serverConnections,
            @Nullable PoolUsage pool,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String readOnly,

            List<Slow> slowTransactions) {

        /** That of a database that did not answer. */
        static DatabaseBranch silent(DatabaseEngine engine, String fault) {
            return new DatabaseBranch(
                    "unhealthy",
                    engine.displayName(),
                    fault,
                    null,
                    0,
                    0,
                    List.of(),
                    Map.of(),
                    null,
                    null,
                    null,
                    List.of());
        }

        static DatabaseBranch of(DatabaseHealth health) {
            return new DatabaseBranch(
                    health.isHealthy() ? "healthy" : "unhealthy",
                    health.engine().displayName(),
                    health.fault().orElse(null),
                    health.version().isEmpty() ? null : health.version(),
                    millis(health.latency()),
                    health.sizeBytes(),
                    health.tables().stream().map(TableBranch::of).toList(),
                    new TreeMap<>(health.settings()),
                    health.serverConnections().orElse(null),
                    health.pool().orElse(null),
                    health.readOnly().orElse(null),
                    health.slowTransactions().stream().map(Slow::of).toList());
        }
    }

    /** A table; {@code rows} is null when nothing is known of them. */
    record TableBranch(
            String name,
            @Nullable Long rows,
            boolean complete,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Boolean estimated,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String fault) {

        static TableBranch of(DatabaseHealth.Table table) {
            return new TableBranch(
                    table.name(),
                    table.precision() == DatabaseHealth.Precision.UNKNOWN ? null : table.rows(),
                    table.precision() == DatabaseHealth.Precision.EXACT,
                    table.precision() == DatabaseHealth.Precision.ABOUT ? true : null,
                    table.fault().orElse(null));
        }
    }

    /** The replica that reads go to; {@code lagMs} is null when it is not known. */
    record ReplicaBranch(
            String status,
            @Nullable String fault,
            double latencyMs,
            @Nullable Double lagMs,
            PoolUsage pool) {

        static ReplicaBranch of(DatabaseHealth.Replica replica) {
            return new ReplicaBranch(
                    replica.fault().isEmpty() ? "healthy" : "unhealthy",
                    replica.fault().orElse(null),
                    millis(replica.latency()),
                    replica.lag().map(HealthReport::millis).orElse(null),
                    replica.pool());
        }
    }

    record Slow(Instant startedAt, double durationMs, String name, String caller) {
        static Slow of(SlowTransaction slow) {
            return new Slow(slow.startedAt(), millis(slow.duration()), slow.name(), slow.caller());
        }
    }

    /** How many changesets, and which came last. */
    record MigrationsBranch(
            int applied, int pending, int unknown, @Nullable Last last) {
        static MigrationsBranch of(SchemaState state) {
            return new MigrationsBranch(
                    state.applied(),
                    state.pending().size(),
                    state.unknown().size(),
                    state.last()
                            .map(last -> new Last(last.id(), last.appliedAt()))
                            .orElse(null));
        }
    }

    record Last(String id, Instant appliedAt) {}

    private static double millis(Duration duration) {
        return Math.round(duration.toNanos() / 10_000.0) / 100.0;
    }
}
