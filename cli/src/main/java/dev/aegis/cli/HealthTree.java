package dev.aegis.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aegis.db.DatabaseHealth;
import dev.aegis.migrations.MigrationStatus;
import dev.aegis.migrations.MigrationStatus.Executed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The health report as a tree that a person reads in ten seconds. */
final class HealthTree {
    private final boolean detailed;

    private HealthTree(boolean detailed) {
        this.detailed = detailed;
    }

    /**
     * Makes the tree.
     *
     * @param detailed false for one line for each branch
     */
    static TextTree of(HealthReport report, boolean detailed) {
        HealthTree tree = new HealthTree(detailed);
        TextTree root = new TextTree("aegis: " + word(report.isHealthy()));
        tree.database(root, report);
        report.replica().ifPresent(replica -> replica(root, replica));
        tree.migrations(root, report);
        report.services().forEach(service -> tree.service(root, service));
        return root;
    }

    private void database(TextTree root, HealthReport report) {
        DatabaseHealth database = report.database();
        if (!database.isHealthy()) {
            root.branch("database: unhealthy").branch(database.fault().orElse(""));
            return;
        }
        TextTree branch = root.branch("database: " + word(report.isDatabaseHealthy()) + ", "
                + database.engine().displayName() + " " + database.version() + ", " + Texts.bytes(database.sizeBytes())
                + ", answers in " + Texts.millis(database.latency()));
        database.readOnly().ifPresent(reason -> branch.branch("takes no writes: " + reason));
        if (!detailed) {
            return;
        }
        branch.branch("url: " + report.url());
        TextTree tables = branch.branch("tables: " + database.tables().size());
        database.tables().forEach(table -> tables.branch(table.name() + ": " + rows(table)));
        branch.branch("settings: " + settings(database.settings()));
        database.serverConnections()
                .ifPresent(connections ->
                        branch.branch("connections to the server: " + connections.used() + " of " + connections.max()));
    }

    private static void replica(TextTree root, DatabaseHealth replica) {
        if (replica.isHealthy()) {
            root.branch("replica: healthy, answers in " + Texts.millis(replica.latency()));
        } else {
            root.branch("replica: unhealthy").branch(replica.fault().orElse(""));
        }
    }

    private static String rows(DatabaseHealth.Table table) {
        String rows = switch (table.precision()) {
            case EXACT -> Texts.count(table.rows(), "row");
            case AT_LEAST -> "more than " + Texts.count(table.rows(), "row");
            case ABOUT -> "about " + Texts.count(table.rows(), "row");
            case UNKNOWN -> "rows unknown";
        };
        return rows + table.fault().map(fault -> " (" + fault + ")").orElse("");
    }

    private static String settings(Map<String, String> settings) {
        return settings.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining(", "));
    }

    private void migrations(TextTree root, HealthReport report) {
        if (report.migrations().isEmpty()) {
            root.branch(
                    "migrations: unknown, " + report.migrationsFault().orElse("because the database cannot be asked"));
            return;
        }
        MigrationStatus status = report.migrations().get();
        TextTree branch = root.branch("migrations: " + word(status.isCurrent()) + ", " + status.summary());
        if (!detailed) {
            return;
        }
        status.pending()
                .forEach(changeset -> branch.branch("pending: " + changeset.id() + " ('make migrate' applies it)"));
        status.changed().forEach(changeset -> branch.branch("changed after it was applied: " + changeset.id()));
        status.unknown().forEach(changeset -> branch.branch("unknown to this program: " + changeset.id()));
        List<Executed> applied = status.applied();
        if (!applied.isEmpty()) {
            Executed last = applied.get(applied.size() - 1);
            branch.branch("last: " + last.id() + ", " + last.executedAt());
        }
    }

    private void service(TextTree root, ServiceState service) {
        if (service instanceof ServiceState.Running running) {
            running(root, running);
        } else if (service instanceof ServiceState.Unintelligible other) {
            root.branch(other.name() + ": unhealthy, " + other.adminUrl() + ": " + other.reason());
        } else if (service instanceof ServiceState.NotRunning stopped) {
            root.branch(stopped.name() + ": not running (nobody listens at " + stopped.adminUrl() + ")");
        }
    }

    private void running(TextTree root, ServiceState.Running service) {
        JsonNode report = service.report();
        String reason = service.reason();
        TextTree branch = root.branch(service.name() + ": running, " + word(service.isHealthy())
                + (reason.isEmpty() ? "" : ", " + reason) + ", up "
                + Texts.uptime(Duration.ofSeconds(report.path("uptime_seconds").asLong())));
        if (!detailed) {
            return;
        }
        JsonNode pool = report.path("database").path("pool");
        if (pool.isObject()) {
            branch.branch("connections: " + pool.path("active").asInt() + " in use, "
                    + pool.path("idle").asInt() + " idle, " + pool.path("max").asInt() + " at most, "
                    + pool.path("waiting").asInt() + " callers waiting");
        }
        JsonNode slow = report.path("database").path("slow_transactions");
        TextTree slowBranch = branch.branch("slow transactions: " + (slow.isEmpty() ? "none" : slow.size()));
        slow.forEach(record -> slowBranch.branch(record.path("duration_ms").asText() + " ms, "
                + record.path("name").asText() + ", at " + record.path("caller").asText() + ", "
                + record.path("started_at").asText()));
        // part: scheduler
        JobTexts.scheduler(branch, report.path("scheduler"));
        // end part: scheduler
    }

    private static String word(boolean healthy) {
        return healthy ? "healthy" : "unhealthy";
    }
}
